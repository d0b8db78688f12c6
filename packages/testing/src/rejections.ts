import { runInThisContext } from "node:vm";

// Jest gives tests a copy of `process` that no event reaches. Scripts compiled for the main context see the real one.
const mainProcess = runInThisContext("process") as NodeJS.Process;

const collecting = new Set<unknown[]>();
let others: NodeJS.UnhandledRejectionListener[] = [];

/** A rejection does not say which preview it comes from, so each that is going on hears of it. */
function collect(error: unknown): void {
  for (const errors of collecting) if (!errors.includes(error)) errors.push(error);
}

/**
 * Collects what is rejected without being handled while `body` runs. The SDK leaves it to the process to see what an
 * `apply` throws: without a listener that ends all tests, and the test runner's own would blame it on the test even
 * where that expects it. What `body` itself throws comes first.
 */
export async function collectingRejections(body: () => Promise<void>): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  if (collecting.size === 0) {
    others = mainProcess.listeners("unhandledRejection");
    mainProcess.removeAllListeners("unhandledRejection");
    mainProcess.on("unhandledRejection", collect);
  }
  collecting.add(errors);
  try {
    await body().catch((error: unknown) => errors.unshift(error));
    // Rejections are announced after the microtasks of the turn they happen in.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    collecting.delete(errors);
    if (collecting.size === 0) {
      mainProcess.off("unhandledRejection", collect);
      for (const listener of others) mainProcess.on("unhandledRejection", listener);
    }
  }
  return errors;
}
