import * as debuggableModule from "@pulumi/pulumi/runtime/debuggable";

type TrackPromise = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

/** The SDK's modules call `debuggablePromise` through this object. The type declarations do not include it. */
const debuggable = debuggableModule as { debuggablePromise?: TrackPromise };
const patched = new WeakSet<TrackPromise>();

/**
 * Stops the SDK from tracking promises during previews.
 *
 * @remarks For every promise that the SDK tracks, it records a stack trace and creates two more promises. With the
 * source maps that test runners install, tracking takes most of a preview's time, although the SDK reads the stack
 * traces only when the process exits.
 *
 * @param isPreview - returns whether the current code runs in a preview. The promises of other code are still tracked.
 */
export function skipPromiseTracking(isPreview: () => boolean): void {
  const { debuggablePromise: original } = debuggable;
  // If this variable is set, the user wants the stack traces.
  if (original === undefined || patched.has(original) || process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined) return;
  const track: TrackPromise = (promise, context) => (isPreview() ? promise : original(promise, context));
  patched.add(track);
  debuggable.debuggablePromise = track;
}
