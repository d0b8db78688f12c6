import type { AsyncLocalStorage } from "node:async_hooks";
import { Resource, runtime } from "@pulumi/pulumi";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import { version } from "@pulumi/pulumi/package.json";
import type { InProcessEngine } from "@roadbed/plan/preview";
import { forgetPromises } from "./promise-tracking";
import { collectingRejections } from "./rejections";

/** What the SDK keeps for each run that the Automation API starts in a process; its declarations leave it out. */
interface Store {
  readonly settings: { monitor?: unknown; engine?: unknown };
}
const { withLocalStorage, asyncLocalStorage, LocalStore, getStore } = state as unknown as {
  readonly withLocalStorage?: <T>(callback: () => Promise<T>) => Promise<T>;
  /** What older versions have instead. */
  readonly asyncLocalStorage?: AsyncLocalStorage<Store>;
  readonly LocalStore: new () => Store;
  readonly getStore: () => Store;
};

/** Runs what has a store of its own. */
function inNewStore<T>(callback: () => Promise<T>): Promise<T> {
  if (withLocalStorage !== undefined) return withLocalStorage(callback);
  if (asyncLocalStorage !== undefined) return asyncLocalStorage.run(new LocalStore(), callback);
  throw new Error(`@roadbed/testing cannot preview with @pulumi/pulumi ${version}: use 3.200 or later of version 3.`);
}

/** The stores of previews: the SDK's other runs, under its mocks for one, have stores of their own. */
const previews = new WeakSet<Store>();

export const sdkVersion = version;

export interface RunContext {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
}

/** As many operations at once as the program likes. */
const UNLIMITED = -1;

/** Runs a program on this process's SDK with an engine in place of its connections. Waits for all that it registers. */
export async function runInSdk(engine: InProcessEngine, context: RunContext, program: () => unknown): Promise<void> {
  const { organization, project, stack } = context;
  forgetPromises(() => previews.has(getStore()));
  await inNewStore(async () => {
    previews.add(getStore());
    settings.resetOptions(project, stack, UNLIMITED, "", "", true, organization);
    Object.assign(getStore().settings, { monitor: engine.monitor, engine: engine.engine });
    const { values, secretKeys } = engine.configuration;
    runtime.setAllConfig({ ...values }, [...secretKeys]);
    let thrown: { readonly error: unknown } | undefined;
    // The SDK keeps several promises of what the program returns and handles the rejection of one: an error that it saw
    // would end the test process.
    const guarded = async () => {
      try {
        const returned = await program();
        return Resource.isInstance(returned) ? undefined : (returned as Record<string, unknown> | undefined);
      } catch (error) {
        thrown = { error };
        return undefined;
      }
    };
    const [rejected] = await collectingRejections(async () => {
      try {
        await runtime.runInPulumiStack(guarded);
      } finally {
        await settings.disconnect(false);
      }
    });
    // An answer that the engine refused says less than the reason it gave for refusing.
    if (engine.failure() !== undefined) return;
    const error = thrown === undefined ? rejected : thrown.error;
    if (error !== undefined)
      throw error instanceof Error
        ? error
        : new Error("The program threw something that is no Error.", { cause: error });
  });
}
