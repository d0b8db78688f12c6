import * as debuggableModule from "@pulumi/pulumi/runtime/debuggable";
import { preview } from "..";

const sdk = debuggableModule as unknown as {
  readonly debuggablePromise: (promise: Promise<void>, context: string) => Promise<void>;
};

/** The SDK returns a new promise for each promise that it tracks. */
function isTracked(): boolean {
  const promise = Promise.resolve();
  return sdk.debuggablePromise(promise, "test") !== promise;
}

describe("skipPromiseTracking", () => {
  it("stops tracking promises only inside previews", async () => {
    const { outputs } = await preview(() => ({ inside: isTracked() }));
    expect([outputs.inside, isTracked()]).toEqual([false, true]);
  });
});
