import { join } from "node:path";
import { alternately, time } from "./timing.mjs";
import { gate, scratch, writeLoop } from "./workspace.mjs";

const STACKS = 50;
// On two processors; 1.6 times faster.
const MOST_OF_ONE_BY_ONE = 1 / 1.6;

/** Many small stacks in one run, as many at a time as there are processors against one after the other. */
export async function stacks() {
  const cwd = scratch();
  const folders = Array.from({ length: STACKS }, (_, index) => writeLoop(20, join(cwd, `stack-${index}`)));
  const check = (...options) => time([process.execPath, gate, "check", ...folders, ...options], { cwd, codes: [0, 5] });
  const taken = await alternately({ together: () => check(), oneByOne: () => check("--concurrency", "1") }, 1);
  return [
    { name: `${STACKS} stacks, of one by one`, ...taken.together, other: taken.oneByOne, most: MOST_OF_ONE_BY_ONE },
  ];
}
