import { AsyncLocalStorage } from "node:async_hooks";
import { runInThisContext } from "node:vm";

// Jest gives tests a copy of `process` that emits no events. Code that runs in the main context gets the original
// object.
const mainProcess = runInThisContext("process") as NodeJS.Process;

/** The rejections of one preview. */
interface Collector {
  readonly errors: unknown[];
  readonly onFirst: () => void;
}

/** Node emits `unhandledRejection` in the async context of the rejected promise, which identifies the preview. */
const currentCollector = new AsyncLocalStorage<Collector>();
let activeCollectors = 0;
let replacedListeners: NodeJS.UnhandledRejectionListener[] = [];

const onUnhandledRejection: NodeJS.UnhandledRejectionListener = (error, promise) => {
  const collector = currentCollector.getStore();
  if (collector !== undefined) {
    if (!collector.errors.includes(error)) collector.errors.push(error);
    collector.onFirst();
    return;
  }
  // The rejection does not belong to a preview, so this listener behaves as if it were not installed.
  if (replacedListeners.length === 0) throw error;
  for (const listener of replacedListeners) listener(error, promise);
};

/** The number of event loop turns in which concurrent work can finish after the first rejection. */
const GRACE_TURNS = 20;

/**
 * Runs a function and returns the unhandled promise rejections that it causes.
 *
 * @remarks The SDK does not handle errors that are thrown in an `apply`. Without a listener, such an error would end
 * the test process, and the test runner's listener would fail the test even if the test expects the error. The
 * process's listeners are therefore replaced while the function runs. They still receive the rejections from all other
 * code.
 *
 * As in a separate process, the run ends at the first rejection, because resources that wait for the failed resource
 * never settle.
 *
 * @param stopped - a promise that resolves if the function's promise never settles
 * @returns The rejections in order. If the function's promise was rejected, its error comes first.
 */
export async function collectUnhandledRejections(
  body: () => Promise<void>,
  stopped?: Promise<void>,
): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  let onFirst = (): void => undefined;
  const firstRejection = new Promise<void>((resolve) => (onFirst = resolve));
  replaceListeners();
  try {
    const completed = currentCollector.run({ errors, onFirst }, body).catch((error: unknown) => errors.unshift(error));
    const interrupted = [firstRejection, ...(stopped ? [stopped] : [])];
    await Promise.race([completed, ...interrupted.map((reason) => reason.then(() => waitTurns(GRACE_TURNS)))]);
    // Node.js emits the event after the microtasks of the turn in which the promise was rejected.
    await waitTurns(1);
  } finally {
    restoreListeners();
  }
  return errors;
}

function replaceListeners(): void {
  activeCollectors += 1;
  if (activeCollectors > 1) return;
  replacedListeners = mainProcess.listeners("unhandledRejection");
  mainProcess.removeAllListeners("unhandledRejection");
  mainProcess.on("unhandledRejection", onUnhandledRejection);
}

function restoreListeners(): void {
  activeCollectors -= 1;
  if (activeCollectors > 0) return;
  mainProcess.off("unhandledRejection", onUnhandledRejection);
  for (const listener of replacedListeners) mainProcess.on("unhandledRejection", listener);
}

async function waitTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
