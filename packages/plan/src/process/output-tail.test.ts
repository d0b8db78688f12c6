import { OutputTail } from "./output-tail";

function tailOf(...chunks: readonly string[]): OutputTail {
  const tail = new OutputTail(10);
  for (const chunk of chunks) tail.add(chunk);
  return tail;
}

describe("OutputTail", () => {
  it("keeps short output unchanged", () => {
    expect(tailOf("one\n", "two\n")).toMatchObject({ text: "one\ntwo\n", isCut: false });
  });

  it.each([
    ["once", ["one two\nthree\nfour"]],
    ["after many chunks", ["zero\nzero\nzero\nzero", " one two\n", "three\n", "four"]],
  ])("begins with a complete line when the output was cut %s", (_, chunks) => {
    expect(tailOf(...chunks)).toMatchObject({ text: "four", isCut: true });
  });

  it("omits a line that is longer than the limit", () => {
    expect(tailOf("a line of twenty-three\n", "end")).toMatchObject({ text: "end", isCut: true });
    expect(tailOf("a line of twenty-three")).toMatchObject({ text: "", isCut: true });
  });
});
