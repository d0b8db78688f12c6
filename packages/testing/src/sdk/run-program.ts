import type { AsyncLocalStorage } from "node:async_hooks";
import { Resource, runtime } from "@pulumi/pulumi";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { version } from "@pulumi/pulumi/package.json";
import type { InProcessEngine } from "@roadbed/plan/preview";
import { skipPromiseTracking } from "./promise-tracking";
import { collectUnhandledRejections } from "./unhandled-rejections";

/** The state that the SDK keeps for each program in a process. The SDK's type declarations do not include this type. */
interface Store {
  readonly settings: { monitor?: unknown; engine?: unknown };
}
const { withLocalStorage, asyncLocalStorage, LocalStore, getStore } = state as unknown as {
  readonly withLocalStorage?: <T>(callback: () => Promise<T>) => Promise<T>;
  /** The storage, which SDKs before 3.202 export in place of `withLocalStorage`. */
  readonly asyncLocalStorage?: AsyncLocalStorage<Store>;
  readonly LocalStore: new () => Store;
  readonly getStore: () => Store;
};

function runInNewStore<T>(callback: () => Promise<T>): Promise<T> {
  if (withLocalStorage !== undefined) return withLocalStorage(callback);
  if (asyncLocalStorage !== undefined) return asyncLocalStorage.run(new LocalStore(), callback);
  throw new Error(`@roadbed/testing requires @pulumi/pulumi 3.200 or later, got ${version}. Update @pulumi/pulumi.`);
}

/** The stores of previews. Programs that run with the SDK's mocks have different stores. */
const previewStores = new WeakSet<Store>();

/** The version of `@pulumi/pulumi` that is installed. */
export const sdkVersion = version;

/** The organization, project, and stack that a program runs with. */
export interface RunContext {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
}

const UNLIMITED_PARALLELISM = -1;

/**
 * Runs a program with the current process's SDK and with the embedded engine in place of the SDK's gRPC clients.
 * Resolves when the engine has received every registration.
 *
 * @throws The error that the program throws, unless the engine has reported a failure.
 */
export async function runProgram(engine: InProcessEngine, context: RunContext, program: () => unknown): Promise<void> {
  const { organization, project, stack } = context;
  skipPromiseTracking(() => previewStores.has(getStore()));
  await runInNewStore(async () => {
    previewStores.add(getStore());
    settings.resetOptions(project, stack, UNLIMITED_PARALLELISM, "", "", true, organization);
    Object.assign(getStore().settings, { monitor: engine.monitor, engine: engine.engine });
    const { values, secretKeys } = engine.configuration;
    runtime.setAllConfig({ ...values }, [...secretKeys]);
    let thrown: { readonly error: unknown } | undefined;
    // The SDK derives several promises from the program's promise, but handles the rejection of only one of them. The
    // program's error is therefore caught before it reaches the SDK.
    const runGuarded = async () => {
      try {
        const returned = await program();
        return Resource.isInstance(returned) ? undefined : (returned as Record<string, unknown> | undefined);
      } catch (error) {
        thrown = { error };
        return undefined;
      }
    };
    const [rejection] = await collectUnhandledRejections(async () => {
      try {
        await runtime.runInPulumiStack(runGuarded);
      } finally {
        await settings.disconnect(false);
      }
    }, engine.failed);
    // The caller reports the engine's failure, which is more specific than the resulting error in the program.
    if (engine.failure() !== undefined) return;
    const error = thrown === undefined ? rejection : thrown.error;
    if (error === undefined) return;
    throw error instanceof Error
      ? error
      : new Error("The program threw a value that is not an Error.", { cause: error });
  });
}
