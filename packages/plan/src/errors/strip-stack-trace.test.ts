import { stripStackTrace } from "./strip-stack-trace";

const RED = "\u001b[31m";

it.each([
  ["a message alone", "the bucket is taken", "the bucket is taken"],
  [
    "the frames of a stack",
    "Error: boom\n    at make (/app/index.ts:3:9)\n    at async /app/index.ts:9:1\n    at node:internal/main:1:1",
    "Error: boom",
  ],
  [
    "the properties of an error",
    "<ref *1> Error: boom\n    at make (/app/index.ts:3:9) {\n  promise: Promise { <rejected> [Circular *1] },\n  code: 7\n}\nnext",
    "Error: boom\nnext",
  ],
  ["colors", `${RED}Error${RED}: boom\n    at ${RED}x (/a.js:1:1)`, "Error: boom"],
  [
    "the note about omitted frames",
    "Error: boom\n    at f (/a.js:1:1)\n    ... 3 lines matching cause stack trace ...",
    "Error: boom",
  ],
  ["nothing that only looks like a frame", "sold at a loss\nat once", "sold at a loss\nat once"],
])("stripStackTrace removes %s", (_, text, expected) => {
  expect(stripStackTrace(text, () => undefined)).toBe(expected);
});

describe("stripStackTrace", () => {
  const inApp = (file: string): string | undefined => /^(?:file:\/\/)?\/app\/(.*)$/.exec(file)?.[1];

  it.each([
    [
      "with parentheses",
      "Running failed:\nError: boom\n    at get (/sdk/output.js:9:1)\n    at make (/app/lib/a (1).ts:3:9)\n    at /app/b.ts:1:1",
      "Running failed:\nError: boom (lib/a (1).ts:3:9)",
    ],
    [
      "without parentheses",
      "TypeError: boom\n    at async /app/index.ts:9:1 {\n  code: 7\n}",
      "TypeError: boom (index.ts:9:1)",
    ],
    ["of an ES module", "Error: boom\n    at make (file:///app/index.mjs:3:9)", "Error: boom (index.mjs:3:9)"],
    ["for an error with a name of its own", "a value\n    at make (/app/index.ts:3:9)", "a value (index.ts:3:9)"],
    [
      "for an error with several lines",
      "Error: boom\nwith details\n    at make (/app/index.ts:3:9)",
      "Error: boom (index.ts:3:9)\nwith details",
    ],
  ])("adds the position of the first frame in the program: %s", (_, text, expected) => {
    expect(stripStackTrace(text, inApp)).toBe(expected);
  });

  it("removes the list of modules that require a missing module", () => {
    const text =
      "Error: Cannot find module './x'\nRequire stack:\n- /app/a.js\n- /app/b.js\n    at f (node:internal:1:1)\n    at g (/app/a.js:2:1) {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: [\n    '/app/a.js'\n  ]\n}";
    expect(stripStackTrace(text, inApp)).toBe("Error: Cannot find module './x' (a.js:2:1)");
  });
});
