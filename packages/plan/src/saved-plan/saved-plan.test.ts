import fc from "fast-check";
import {
  isSecret,
  KIND,
  PLAN_FORMAT_VERSION,
  PlanFileError,
  propertyMap,
  parseSavedPlan,
  serializePlan,
  makeSecret,
  UNKNOWN,
  type Diagnostic,
  type Plan,
  type Properties,
  type Resource,
  type Step,
  type Value,
} from "..";
import { SIGNATURE, SIGNATURES, UNKNOWN_MARKER } from "../model/pulumi-markers";

const URN = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::assets";

const bucket: Resource = {
  urn: URN,
  type: "aws:s3/bucket:Bucket",
  name: "assets",
  custom: true,
  inputs: propertyMap([["password", makeSecret("hunter22")]]),
  outputs: propertyMap([["arn", UNKNOWN]]),
  dependencies: [],
  propertyDependencies: {},
  options: { protect: true },
};

const plan: Plan = {
  engine: { name: "embedded", version: "3.248.0" },
  organization: "organization",
  project: "shop",
  stack: "dev",
  result: "succeeded",
  resources: [bucket],
  steps: [{ operation: "replace", urn: URN, type: bucket.type, old: bucket, replaceKeys: ["bucket"] }],
  outputs: propertyMap([["password", makeSecret("hunter22")]]),
  diagnostics: [{ severity: "warning", message: "cannot log in with hunter22" }],
  priorState: "state",
  gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
};

/** Returns the JSON of a saved plan with a change. */
function changed(change: (document: Record<string, never>) => void, from: Plan = plan): string {
  const document = JSON.parse(serializePlan(from)) as Record<string, never>;
  change(document);
  return JSON.stringify(document);
}

function rejection(content: string): Pick<PlanFileError, "code" | "message"> {
  try {
    parseSavedPlan(content, "plan.json");
  } catch (error) {
    if (error instanceof PlanFileError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("The file was accepted.");
}

const options = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> =>
  fc.record(model, { requiredKeys: [], noNullPrototype: true }) as fc.Arbitrary<Partial<T>>;

const NAMES = ["__proto__", "constructor", "toString", SIGNATURE, "tags", "a.b", ""];
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string());
const text = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.constantFrom(UNKNOWN_MARKER, SIGNATURE, ...Object.values(SIGNATURES), "[secret]") },
);
const id = fc.oneof(fc.constant(UNKNOWN), fc.stringMatching(/^[a-z]{1,9}$/));

const { value } = fc.letrec<{ value: Value; properties: Properties }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), fc.double(), text, fc.constant(UNKNOWN)),
    fc.array(tie("value"), { maxLength: 4 }),
    tie("properties"),
    tie("value").map((inner) => makeSecret(inner)),
    options<Record<"hash" | "text" | "path" | "uri", string>>({ hash: text, text, path: text, uri: text })
      .filter(({ text, path, uri }) => [text, path, uri].some((member) => member !== undefined))
      .map((asset) => ({ [KIND]: "asset" as const, ...asset })),
    options({ hash: text, path: text, uri: text, assets: tie("properties") }).map((archive) => ({
      [KIND]: "archive" as const,
      ...archive,
    })),
    fc
      .tuple(text, options({ id, packageVersion: fc.stringMatching(/^[0-9.]{1,9}$/) }))
      .map(([urn, rest]) => ({ [KIND]: "reference" as const, urn, ...rest })),
  ),
  properties: fc.array(fc.tuple(name, tie("value")), { maxLength: 4 }).map((entries) => propertyMap(entries)),
}));
const bag = fc.array(fc.tuple(name, value), { maxLength: 4 }).map((entries) => propertyMap(entries));
const strings = fc.array(text, { maxLength: 3 });

const resource: fc.Arbitrary<Resource> = fc
  .tuple(
    fc.record({
      urn: text,
      type: text,
      name: text,
      custom: fc.boolean(),
      inputs: bag,
      outputs: bag,
      dependencies: strings,
      propertyDependencies: fc.dictionary(name, strings, { maxKeys: 3 }),
      options: options<Resource["options"]>({
        protect: fc.boolean(),
        ignoreChanges: strings,
        replacementTrigger: value,
        customTimeouts: options({ create: fc.nat(), delete: fc.nat() }),
        aliases: strings,
        importId: text,
      }),
    }),
    options({
      remote: fc.boolean(),
      implicit: fc.boolean(),
      parent: text,
      id,
      source: fc.record({ file: text, line: fc.nat() }),
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.record({ operation: fc.constantFrom("same", "replace", "delete-replaced"), urn: text, type: text }),
    options({ old: resource, diffKeys: strings, replaceKeys: strings, predicted: fc.boolean() }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const arbitraryPlan: fc.Arbitrary<Plan> = fc.record({
  engine: fc.record({ name: fc.constantFrom("embedded", "pulumi"), version: text }),
  organization: text,
  project: text,
  stack: text,
  result: fc.constantFrom("succeeded", "failed"),
  endedEarly: fc.boolean(),
  resources: fc.array(resource, { maxLength: 3 }),
  steps: fc.array(step, { maxLength: 3 }),
  outputs: bag,
  diagnostics: fc.array(
    fc.record<Diagnostic>({ severity: fc.constantFrom("debug", "error"), message: text, urn: text }),
    { maxLength: 2 },
  ),
  priorState: fc.constantFrom("none", "state", "base", "engine"),
  gaps: fc.record({
    unansweredLookups: fc.array(fc.record({ token: text, urn: text }), { maxLength: 2 }),
    ...{ opaqueComponents: strings, withheldValues: strings, undecryptableConfigKeys: strings, notes: strings },
    undeterminedResources: strings,
  }),
});

/** Returns part of a plan with unknown values in all secrets, as in a saved plan. */
function withoutSecrets<T>(part: T): T {
  if (isSecret(part)) return makeSecret(UNKNOWN) as T;
  if (Array.isArray(part)) return part.map(withoutSecrets) as T;
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.create(Object.getPrototypeOf(part) as object | null) as Record<string | symbol, unknown>;
  for (const key of Reflect.ownKeys(part)) {
    const member = (part as Record<string | symbol, unknown>)[key];
    if (member !== undefined)
      Object.defineProperty(copy, key, {
        value: withoutSecrets(member),
        enumerable: true,
        writable: true,
        configurable: true,
      });
  }
  return copy as T;
}

/** Removes messages, because they are masked if they happen to contain a secret. */
const withoutMessages = (from: Plan): Plan => ({ ...from, diagnostics: [], gaps: { ...from.gaps, notes: [] } });

describe("serializePlan", () => {
  it("preserves every plan without secrets", () => {
    fc.assert(
      fc.property(arbitraryPlan, (generated) => {
        const original = withoutSecrets(withoutMessages(generated));
        expect(parseSavedPlan(serializePlan(original), "plan.json").plan).toEqual(original);
      }),
      { numRuns: 300 },
    );
  });

  it("returns the same JSON for a plan that was read", () => {
    fc.assert(
      fc.property(arbitraryPlan, (generated) => {
        const saved = serializePlan(generated);
        const { plan: read, salt } = parseSavedPlan(saved, "plan.json");
        expect(serializePlan(read, { salt })).toBe(saved);
      }),
    );
  });

  it("writes secrets neither in values nor in messages", () => {
    const saved = serializePlan(plan);
    expect(saved).not.toContain("hunter22");
    expect(saved).toMatch(/cannot log in with \[secret-[0-9a-f]{6}\]/);
    expect(parseSavedPlan(saved, "plan.json").plan.resources[0]?.inputs.password).toMatchObject(makeSecret(UNKNOWN));
  });

  it("preserves the metadata", () => {
    expect(parseSavedPlan(serializePlan(plan, { metadata: { commit: "4f2a" } }), "plan.json").metadata).toEqual({
      commit: "4f2a",
    });
  });

  it("rejects a value that is nested too deeply", () => {
    let deep: Value = "x";
    for (let level = 0; level < 600; level += 1) deep = [deep];
    const tooDeep = { ...plan, outputs: propertyMap([["deep", deep]]) };
    expect(() => serializePlan(tooDeep)).toThrow(
      "The plan cannot be saved: the value is nested deeper than 500 levels.",
    );
  });
});

describe("parseSavedPlan", () => {
  it("preserves properties with the names of Object.prototype members", () => {
    const hostile = propertyMap([
      ["__proto__", propertyMap([["polluted", true]])],
      ["constructor", "x"],
    ]);
    const read = parseSavedPlan(serializePlan({ ...plan, outputs: hostile }), "plan.json").plan.outputs;
    expect(Object.keys(read)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(read)).toBeNull();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    ["nothing", "", "plan.json:1:1: invalid JSON: the file is empty."],
    ["a file that was cut off", serializePlan(plan).slice(0, 60), "plan.json:4:9: invalid JSON: colon expected."],
    ["a trailing comma", '{\n  "format": "roadbed-plan",\n}', "plan.json:3:1: invalid JSON: property name expected."],
    ["a comment", "{ // mine\n}", "plan.json:1:3: invalid JSON: invalid comment token."],
  ])("reports the position of invalid JSON: %s", (_, content, message) => {
    expect(rejection(content)).toEqual({ code: "syntax", message });
  });

  it("rejects a million open brackets", () => {
    expect(rejection("[".repeat(1_000_000)).message).toMatch(/^plan\.json(:1:\d+: invalid JSON: .*|: invalid JSON)\.$/);
  });

  it("does not quote an invalid file", () => {
    expect(rejection('{"password": hunter22}').message).not.toContain("hunter22");
  });

  it.each([
    ["a list", "[]"],
    ["another document", '{"version": 3, "deployment": {}}'],
    ["another format", '{"format": "tfplan"}'],
  ])("rejects %s as another kind of document", (_, content) => {
    expect(rejection(content)).toEqual({
      code: "wrong-kind",
      message: 'plan.json is not a saved plan. Expected the "format" "roadbed-plan".',
    });
  });

  it("recommends an update for a newer format version", () => {
    const newer = changed((document) => Object.assign(document, { formatVersion: PLAN_FORMAT_VERSION + 1 }));
    expect(rejection(newer)).toEqual({
      code: "unsupported-version",
      message:
        "plan.json has format version 2. This version of Roadbed supports 1. Update Roadbed, or save the plan again.",
    });
  });

  const at = (...path: (string | number)[]) => ({
    put: (replacement: unknown) => (document: Record<string, never>) => {
      let object: Record<string | number, never> = document;
      for (const key of path.slice(0, -1)) object = object[key] as never;
      object[path.at(-1) ?? ""] = replacement as never;
    },
  });
  const option = (name: string) => at("plan", "resources", 0, "options", name);
  it.each([
    ["plan: expected an object, got undefined", at("plan").put(undefined)],
    ["formatVersion: expected a positive integer, got a string", at("formatVersion").put("1")],
    ["metadata: expected an object, got an array", at("metadata").put([])],
    ["plan.stack: expected a string, got a number", at("plan", "stack").put(3)],
    ["plan.resources: expected an array, got an object", at("plan", "resources").put({})],
    ["plan.resources[0].inputs: the required property is missing", at("plan", "resources", 0, "inputs").put(undefined)],
    ["plan.resources[0].options.protect: expected a boolean, got a string", option("protect").put("yes")],
    ["plan.resources[0].options.ignoreChanges: expected an array, got null", option("ignoreChanges").put(null)],
    [
      "plan.resources[0].color: this version of Roadbed does not support this property",
      at("plan", "resources", 0, "color").put("red"),
    ],
    [
      'plan.priorState: expected "none", "state", "base", or "engine", got "future"',
      at("plan", "priorState").put("future"),
    ],
    [
      "plan.outputs: expected an object with properties, got a special value",
      at("plan", "outputs").put({ [SIGNATURE]: SIGNATURES.secret }),
    ],
    [
      'plan.outputs["a.b"].urn: expected a string, got undefined',
      at("plan", "outputs", "a.b").put({ [SIGNATURE]: SIGNATURES.reference }),
    ],
    [
      "plan.outputs.x: this version of Roadbed does not support this kind of value",
      at("plan", "outputs", "x").put({ [SIGNATURE]: "?" }),
    ],
  ])("names the invalid field: %s", (detail, change) => {
    expect(rejection(changed(change))).toEqual({ code: "invalid-content", message: `plan.json: ${detail}.` });
  });

  it("throws only documented errors for any modification of the file", () => {
    const saved = serializePlan(plan);
    fc.assert(
      fc.property(fc.nat(saved.length), fc.nat(saved.length), fc.string(), (from, length, instead) => {
        const mangled = saved.slice(0, from) + instead + saved.slice(from + length);
        try {
          parseSavedPlan(mangled, "plan.json");
        } catch (error) {
          expect(error).toBeInstanceOf(PlanFileError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
