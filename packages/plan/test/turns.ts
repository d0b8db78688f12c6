import { availableParallelism } from "node:os";

const waiting: (() => void)[] = [];
let free = availableParallelism();

/** Runs a task when a processor is free, because a preview keeps one busy. */
export async function inTurn<T>(task: () => Promise<T>): Promise<T> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free -= 1;
  try {
    return await task();
  } finally {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }
}
