import { join } from "node:path";
import { alternately, time } from "./timing.mjs";
import { gate, scratch, writeLoop } from "./workspace.mjs";

const STACKS = 50;
// At least 1.6 times faster, on two processors.
const LIMIT_OF_SEQUENTIAL = 1 / 1.6;

/** Compares checking many small stacks in parallel, one per processor, with checking them one after the other. */
export async function stacks() {
  const cwd = scratch();
  const folders = Array.from({ length: STACKS }, (_, index) => writeLoop(20, join(cwd, `stack-${index}`)));
  const check = (...options) => time([process.execPath, gate, "check", ...folders, ...options], { cwd, codes: [0, 5] });
  const taken = await alternately({ parallel: () => check(), sequential: () => check("--concurrency", "1") }, 1);
  return [
    {
      name: `${STACKS} stacks in parallel, relative to sequential`,
      ...taken.parallel,
      other: taken.sequential,
      limit: LIMIT_OF_SEQUENTIAL,
    },
  ];
}
