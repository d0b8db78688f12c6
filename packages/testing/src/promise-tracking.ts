import * as debuggableModule from "@pulumi/pulumi/runtime/debuggable";

type Wrap = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

/** The SDK's other files call it through this object; its declarations leave it out. */
const debuggable = debuggableModule as { debuggablePromise?: Wrap };
const patched = new WeakSet<Wrap>();

/**
 * Spares the SDK of a preview to track every promise, with a stack trace and two more promises each: with source maps, as
 * test runners install them, that is most of the time of a preview. What is tracked is only looked at when a process ends,
 * and nobody looks at that of a preview.
 *
 * @param isPreview whether the code that runs is that of a preview; everything else is tracked as ever
 */
export function forgetPromises(isPreview: () => boolean): void {
  const { debuggablePromise: original } = debuggable;
  // Whoever sets the variable asks for those stacks.
  if (original === undefined || patched.has(original) || process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined) return;
  const quick: Wrap = (promise, context) => (isPreview() ? promise : original(promise, context));
  patched.add(quick);
  debuggable.debuggablePromise = quick;
}
