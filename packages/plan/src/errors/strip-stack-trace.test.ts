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
  expect(stripStackTrace(text)).toBe(expected);
});
