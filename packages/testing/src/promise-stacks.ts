import * as debuggableModule from "@pulumi/pulumi/runtime/debuggable";

type Wrap = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

/** The SDK's other files call it through this object; its declarations leave it out. */
const debuggable = debuggableModule as { debuggablePromise?: Wrap };
const patched = new WeakSet<Wrap>();

/**
 * Spares the SDK the stack trace that it takes of every promise to find one that never ends: with source maps, as test
 * runners install them, that is most of the time of a preview. Leaks are still found, only without a stack.
 */
export function forgetPromiseStacks(): void {
  const { debuggablePromise: original } = debuggable;
  // Whoever sets the variable asks for those stacks.
  if (original === undefined || patched.has(original) || process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined) return;
  const quick: Wrap = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return original(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
  patched.add(quick);
  debuggable.debuggablePromise = quick;
}
