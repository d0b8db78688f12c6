import type { Operation } from "@roadbed/plan";
import { deployed } from "../network";
import { CONFIGURATIONS } from "./configurations";
import { readRecordedStates } from "./recorded-states";

const HARMLESS: readonly Operation[] = ["same", "update", "create", "read"];
const recordings = readRecordedStates();

/** Returns the steps that destroy resources of an earlier release, and those that may do so. */
async function destructiveSteps(program: () => unknown, state: string): Promise<readonly string[]> {
  const { plan } = await deployed(program, state);
  return plan.steps.flatMap(({ operation, urn, replaceKeys = [], mayReplaceKeys = [] }) =>
    HARMLESS.includes(operation) && mayReplaceKeys.length === 0
      ? []
      : [[operation, urn, ...replaceKeys, ...mayReplaceKeys.map((key) => `${key}?`)].join(" ")],
  );
}

describe("an upgrade of the components", () => {
  it.each(recordings.map(({ version, configuration, state }) => [configuration, version, state] as const))(
    "neither replaces nor deletes resources of %s, as deployed by version %s",
    async (configuration, _, state) => {
      const program = CONFIGURATIONS[configuration];
      if (program === undefined) throw new Error(`The configuration ${configuration} is recorded, but does not exist.`);
      expect(await destructiveSteps(program, state)).toEqual([]);
    },
  );

  it("is tested for every configuration", () => {
    const recorded = new Set(recordings.map(({ configuration }) => configuration));
    expect(Object.keys(CONFIGURATIONS).filter((name) => !recorded.has(name))).toEqual([]);
  });
});
