import { progressOn } from "./progress";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) > 0 };
  return { stream, written };
}

describe("progress", () => {
  it("redraws one line of a terminal, truncated to its width, and clears it at the end", () => {
    const { stream, written } = terminal(true);
    let now = 0;
    const progress = progressOn(stream, 2, false, () => now);
    progress.started("shop/dev");
    progress.registered("shop/dev", 34);
    now = 2100;
    progress.started("a-stack-with-a-long\u001bname/production");
    progress.ended("shop/dev");
    progress.close();
    expect(written).toEqual([
      "\rpreviewing 1 of 2, 0.0 s: shop/dev (0 resources)\u001b[K",
      "\rpreviewing 1 of 2, 2.1 s: shop/dev (34 resources), a-stack-\u001b[K",
      "\r\u001b[K",
    ]);
  });

  it.each([
    ["without a terminal", false, false],
    ["with --quiet", true, true],
  ])("is not shown %s", (_, isTTY, quiet) => {
    const { stream, written } = terminal(isTTY);
    const progress = progressOn(stream, 1, quiet);
    progress.started("x");
    progress.registered("x", 1);
    progress.ended("x");
    progress.close();
    expect(written).toEqual([]);
  });
});
