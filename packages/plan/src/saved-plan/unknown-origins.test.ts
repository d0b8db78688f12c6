import {
  makeSecret,
  parseSavedPlan,
  propertyMap,
  serializePlan,
  UNKNOWN,
  unknownFrom,
  type Plan,
  type Value,
} from "..";

const ARN = unknownFrom({ kind: "output", resource: "urn:pulumi:dev::app::test:index:Thing::source", property: "arn" });

/** Returns a plan whose stack has one output. */
const planWith = (value: Value): Plan => ({
  engine: { name: "embedded" },
  organization: "organization",
  project: "app",
  stack: "dev",
  result: "succeeded",
  resources: [],
  steps: [],
  outputs: propertyMap([["value", value]]),
  diagnostics: [],
  priorState: "none",
  gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
});

const savedOutput = (value: Value) => parseSavedPlan(serializePlan(planWith(value)), "plan.json").plan.outputs.value;

describe("a saved plan", () => {
  it.each<readonly [string, Value]>([
    ["an output of a resource", ARN],
    ["a string of known and unknown parts", unknownFrom({ kind: "text", parts: ["", ARN, "/*"] })],
    ["a JSON document", unknownFrom({ kind: "json", value: [propertyMap([["arn", ARN]]), 1, null] })],
  ])("preserves the origin of %s", (_, value) => expect(savedOutput(value)).toEqual(value));

  it.each<readonly [string, Value, Value]>([
    [
      "a string",
      unknownFrom({ kind: "text", parts: [ARN, makeSecret("hunter22")] }),
      unknownFrom({ kind: "text", parts: [ARN, expect.objectContaining({ value: UNKNOWN }) as Value] }),
    ],
    [
      "a JSON document",
      unknownFrom({ kind: "json", value: [makeSecret("hunter22")] }),
      unknownFrom({ kind: "json", value: [expect.objectContaining({ value: UNKNOWN }) as Value] }),
    ],
  ])("does not contain the secret in the origin of %s", (_, value, expected) => {
    expect(serializePlan(planWith(value))).not.toContain("hunter22");
    expect(savedOutput(value)).toEqual(expected);
  });

  it("does not contain a secret of an origin in other values", () => {
    const { diagnostics, ...plan } = planWith(unknownFrom({ kind: "text", parts: [makeSecret("hunter22")] }));
    const saved = serializePlan({ ...plan, diagnostics: [...diagnostics, { severity: "info", message: "hunter22" }] });
    expect(saved).not.toContain("hunter22");
  });
});
