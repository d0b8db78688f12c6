import { runInThisContext } from "node:vm";

// Jest gives tests a copy of `process` that no event reaches. Scripts compiled for the main context see the real one.
const mainProcess = runInThisContext("process") as NodeJS.Process;

interface Collection {
  readonly errors: unknown[];
  readonly onFirst: () => void;
}
const collecting = new Set<Collection>();
let others: NodeJS.UnhandledRejectionListener[] = [];

/** A rejection does not say which preview it comes from, so each that is going on hears of it. */
function collect(error: unknown): void {
  for (const { errors, onFirst } of collecting) {
    if (!errors.includes(error)) errors.push(error);
    onFirst();
  }
}

/** Turns of the event loop in which what else is going on may end, once something was rejected. */
const LAST_TURNS = 20;

/**
 * Collects what is rejected without being handled while `body` runs. The SDK leaves it to the process to see what an
 * `apply` throws: without a listener that ends all tests, and the test runner's own would blame it on the test even
 * where that expects it. What `body` itself throws comes first. As a process would, it ends with the first rejection:
 * resources that wait for the one that failed wait for ever.
 */
export async function collectingRejections(body: () => Promise<void>): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  let onFirst = (): void => undefined;
  const first = new Promise<void>((resolve) => (onFirst = resolve));
  const collection = { errors, onFirst };
  if (collecting.size === 0) {
    others = mainProcess.listeners("unhandledRejection");
    mainProcess.removeAllListeners("unhandledRejection");
    mainProcess.on("unhandledRejection", collect);
  }
  collecting.add(collection);
  try {
    const ended = body().catch((error: unknown) => errors.unshift(error));
    await Promise.race([ended, first.then(lastTurns)]);
    // Rejections are announced after the microtasks of the turn they happen in.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    collecting.delete(collection);
    if (collecting.size === 0) {
      mainProcess.off("unhandledRejection", collect);
      for (const listener of others) mainProcess.on("unhandledRejection", listener);
    }
  }
  return errors;
}

async function lastTurns(): Promise<void> {
  for (let turn = 0; turn < LAST_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
