import type { CheckRequest } from "../src/commands/check/flags";

/** Returns a request of `roadbed check` with these flags. */
export function checkRequest(flags: Partial<CheckRequest> = {}): CheckRequest {
  return {
    directories: ["."],
    outputs: [],
    policyPacks: [],
    policyPackConfigs: [],
    preset: "baseline",
    config: {},
    passEnvironment: [],
    strict: false,
    expectNoChanges: false,
    typeCheck: false,
    sdkPatches: true,
    recordContext: false,
    writeBaseline: false,
    quiet: false,
    advisories: false,
    color: false,
    debug: false,
    concurrency: 1,
    ...flags,
  };
}
