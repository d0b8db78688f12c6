import fc from "fast-check";
import { oneLine, escapedLines } from "./escape";

/** Characters that control a terminal instead of being shown. */
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

describe("a string for a terminal", () => {
  it("is one line in which control characters are escaped", () => {
    expect(oneLine("a\u001b[2Jb\nc\r\td\u202ee\u0085f\u2028g")).toBe("a\\x1b[2Jb\\nc\\r\\td\\u{202e}e\\x85f\\u{2028}g");
  });

  it("keeps the lines of program output, without its colors", () => {
    expect(escapedLines("\u001b[31mred\u001b[39m\r\n\tnext\u0007\n\n")).toEqual(["red", "    next\\x07"]);
  });

  it("contains no commands for the runner of GitHub Actions", () => {
    expect(escapedLines("x ##[add-mask]y")).toEqual(["x ## [add-mask]y"]);
  });

  it("never contains characters that control a terminal", () => {
    const hostile = fc.string({
      unit: fc.oneof(
        fc.integer({ min: 0, max: 0x2fff }).map((code) => String.fromCodePoint(code)),
        fc.constantFrom("\u001b[2K", "\u001b]8;;", "\u009b1m"),
      ),
    });
    fc.assert(
      fc.property(
        hostile,
        (text) => !CONTROL.test(oneLine(text)) && !escapedLines(text).some((line) => CONTROL.test(line)),
      ),
    );
  });
});
