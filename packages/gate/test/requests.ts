import type { CheckRequest } from "../src/commands/check/flags";

/** The request of `roadbed check` without flags, but for what is given. */
export function checkRequest(flags: Partial<CheckRequest> = {}): CheckRequest {
  return {
    directories: ["."],
    outputs: [],
    policyPacks: [],
    preset: "baseline",
    config: {},
    passEnvironment: [],
    strict: false,
    typeCheck: false,
    sdkPatches: true,
    recordContext: false,
    writeBaseline: false,
    quiet: false,
    color: false,
    debug: false,
    concurrency: 1,
    ...flags,
  };
}
