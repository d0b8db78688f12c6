import { styleFor } from "../../terminal/style";
import { fittingList, listed, shortened, widthOf, wrapped } from "./layout";
import { textOptions } from "../../../test/text-options";

describe("the width of a text report", () => {
  it.each([
    ["of a terminal", { isTTY: true, columns: 72 }, 72],
    ["of a terminal that does not report its width", { isTTY: true }, 100],
    ["of a terminal that reports no columns", { isTTY: true, columns: 0 }, 100],
    ["of a pipe", { columns: 72 }, 100],
  ])("%s", (_, stream, expected) => expect(widthOf(stream)).toBe(expected));
});

describe("wrapped", () => {
  it("breaks at spaces, indents the other lines, and keeps long words", () => {
    const text = "one two three four urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs five";
    expect(wrapped(text, textOptions({ width: 24 }), "  ! ", 4)).toEqual([
      "  ! one two three four",
      "    urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs",
      "    five",
    ]);
  });

  it("does not count colors", () => {
    const style = styleFor({}, true, { FORCE_COLOR: "1" });
    const text = ["aaaa", "bbbb", "cccc", "dddd"].map((word) => style("red", word)).join(" ");
    expect(wrapped(text, textOptions({ style, width: 20 }), "", 0)).toHaveLength(1);
  });
});

describe("lists", () => {
  it("name the first items and count the others", () => {
    expect(listed(["a", "b", "c"], 3)).toBe("a, b, c");
    expect(listed(["a", "b", "c"], 2)).toBe("a, b, … and 1 more");
    expect(fittingList(["alpha", "beta", "gamma"], 20)).toBe("alpha, beta, gamma");
    expect(fittingList(["alpha", "beta", "gamma"], 16)).toBe("alpha, … and 2 more");
  });

  it("shortens a string without splitting a character", () => {
    expect([shortened("abc", 3), shortened("abcd", 3), shortened("a😀b", 3)]).toEqual(["abc", "ab…", "a…"]);
  });
});
