import { CHECK_FLAGS, type CheckRequest } from "../commands/check/flags";
import type { FlagValues } from "../flags/flag";

const { stack, preset, policyConfig, policyPacks, policyPackConfigs, timeoutSeconds, config } = CHECK_FLAGS;
const { passEnvironment, base, basePlan, state, context, sdkPatches, typeCheck, newOnly, baseline } = CHECK_FLAGS;
const { failOn, maxDeletes, strict, color, debug } = CHECK_FLAGS;

/** The flags of `roadbed watch`, by property of the command's request. `roadbed check` has the same flags. */
export const WATCH_FLAGS = {
  ...{ stack, preset, policyConfig, policyPacks, policyPackConfigs, timeoutSeconds, config, passEnvironment },
  ...{ base, basePlan, state, context, sdkPatches, typeCheck, newOnly, baseline, failOn, maxDeletes, strict },
  ...{ color, debug },
} as const;

/** A request to `roadbed watch`. */
export type WatchRequest = FlagValues<typeof WATCH_FLAGS> & { readonly directory: string };

/** Returns the request to `roadbed check` that `roadbed watch` repeats. */
export function checkRequestOf({ directory, ...request }: WatchRequest): CheckRequest {
  const { outputs, recordContext, writeBaseline, expectNoChanges, quiet, advisories } = CHECK_FLAGS;
  return {
    outputs: outputs.default,
    recordContext: recordContext.default,
    writeBaseline: writeBaseline.default,
    expectNoChanges: expectNoChanges.default,
    quiet: quiet.default,
    advisories: advisories.default,
    concurrency: 1,
    ...request,
    directories: [directory],
  };
}
