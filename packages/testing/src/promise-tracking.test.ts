import * as debuggableModule from "@pulumi/pulumi/runtime/debuggable";
import { preview } from ".";

const sdk = debuggableModule as unknown as {
  readonly debuggablePromise: (promise: Promise<void>, context: string) => Promise<void>;
};

/** The SDK hands on another promise than the one it tracks. */
function isTracked(): boolean {
  const promise = Promise.resolve();
  return sdk.debuggablePromise(promise, "test") !== promise;
}

it("promises are tracked outside of previews only", async () => {
  const { outputs } = await preview(() => ({ inside: isTracked() }));
  expect([outputs.inside, isTracked()]).toEqual([false, true]);
});
