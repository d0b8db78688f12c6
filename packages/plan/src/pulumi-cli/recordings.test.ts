import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Resource, Step } from "../model/plan";
import { parseUrn } from "../model/urn";
import { isSecret, UNKNOWN, unwrapSecret } from "../model/value";
import { readCliPreview, parsePolicyAnalysis, type CliPreview } from ".";

const FOLDER = join(__dirname, "../../testdata/cli-recordings");
const read = (name: string, file: string) => readFileSync(join(FOLDER, name, file), "utf8");
const both = (name: string): CliPreview =>
  readCliPreview({ digest: read(name, "stdout.json"), eventLog: read(name, "events.jsonl") });
const fromLog = (name: string): CliPreview => readCliPreview({ eventLog: read(name, "events.jsonl") });
const fromDigest = (name: string): CliPreview => readCliPreview({ digest: read(name, "stdout.json") });

const nameOf = (urn: string) => parseUrn(urn)?.name ?? urn;
const line = ({ operation, urn, replaceKeys, diffKeys }: Step): string =>
  [operation, nameOf(urn), ...(replaceKeys ?? diffKeys ?? []).map((key) => `[${key}]`).sort()].join(" ");
const changes = ({ plan }: CliPreview): string[] =>
  plan.steps
    .filter(({ operation }) => operation !== "same")
    .map(line)
    .sort();
const logical = (preview: CliPreview): string[] =>
  changes(preview).filter((change) => !/^(create-replacement|delete-replaced) /.test(change));
const errorsOf = ({ plan }: CliPreview) =>
  plan.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message.split("\n")[0]);
const find = ({ plan }: CliPreview, name: string, type = ""): Resource => {
  const found = plan.resources.find((resource) => resource.name === name && resource.type.includes(type));
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

const REPLACED = [
  "create-replacement main [cidrBlock]",
  "create-replacement main-0 [cidrBlock] [vpcId]",
  "create-replacement main-1 [cidrBlock] [vpcId]",
  "create-replacement orders [engine]",
  "delete api",
  "delete-replaced main",
  "delete-replaced main-0",
  "delete-replaced main-1",
  "delete-replaced orders",
  "replace main [cidrBlock]",
  "replace main-0 [cidrBlock] [vpcId]",
  "replace main-1 [cidrBlock] [vpcId]",
  "replace orders [engine]",
  "update assets [tags]",
];
const CREATED = ["api", "assets", "main", "main", "main-0", "main-1", "orders", "shop-dev"].map(
  (name) => `create ${name}`,
);

interface Expected {
  readonly changes: readonly string[];
  /** The number of resources in the plan, including the default provider. */
  readonly resources: number;
  readonly failure?: CliPreview["failure"];
  readonly errors?: readonly string[];
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  create: { changes: [...CREATED, "create default_7_48_0"], resources: 9 },
  "create-policy-violation": {
    changes: [...CREATED, "create default_7_48_0"],
    resources: 9,
    failure: "policies",
    errors: ["preview failed"],
  },
  unchanged: { changes: [], resources: 9 },
  "unchanged-expect-no-changes": { changes: [], resources: 9 },
  update: { changes: ["update assets [tags]", "update orders [instanceClass]"], resources: 9 },
  "update-expect-no-changes": { changes: ["update assets [tags]", "update orders [instanceClass]"], resources: 9 },
  "bucket-tag": { changes: ["update assets [tags]"], resources: 9 },
  delete: { changes: ["delete api", "delete assets"], resources: 7 },
  unprotect: { changes: ["delete api", "update assets [tags]"], resources: 8 },
  replace: { changes: REPLACED, resources: 8 },
  "replace-ignore-protect": { changes: REPLACED, resources: 8 },
  "replace-protected": {
    changes: REPLACED,
    resources: 8,
    failure: "engine",
    errors: ['unable to replace resource "urn:pulumi:dev::shop::aws:rds/instance:Instance::orders"', "preview failed"],
  },
  throws: {
    changes: ["update assets [tags]"],
    resources: 8,
    failure: "engine",
    errors: ["Running program '/src/shop/index.ts' failed with an unhandled exception:"],
  },
  "missing-config": {
    changes: [],
    resources: 6,
    failure: "engine",
    errors: ["Missing required configuration variable 'shop:dbPassword'"],
  },
  "refresh-drift": { changes: ["delete assets", "update orders [instanceClass]"], resources: 8 },
  "preview-refresh-drift": { changes: ["create assets", "update orders [instanceClass]"], resources: 9 },
  options: {
    changes: [
      "create-replacement a [fixed]",
      "create-replacement dbr [fixedDbr]",
      "create-replacement dbrdep [fixed]",
      "create-replacement withtrigger",
      "delete gone",
      "delete-replaced a",
      "delete-replaced dbr",
      "delete-replaced dbrdep",
      "delete-replaced withtrigger",
      "read got",
      "replace a [fixed]",
      "replace dbr [fixedDbr]",
      "replace dbrdep [fixed]",
      "replace withtrigger",
      "update dep [arn] [list] [of]",
      "update opts [ref]",
    ],
    resources: 11,
  },
};

describe("the recordings of the Pulumi CLI", () => {
  const recorded = readdirSync(FOLDER).filter((name) => !name.includes(".") && name !== "policy-analyze");

  it("all have an expectation", () => {
    expect(recorded.sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.entries(EXPECTED))("result in the same plan with and without the digest: %s", (name, expected) => {
    for (const preview of [both(name), fromLog(name)]) {
      const { plan, failure } = preview;
      expect(changes(preview)).toEqual([...expected.changes].sort());
      expect(plan.resources).toHaveLength(expected.resources);
      expect(failure).toBe(expected.failure);
      expect(plan.result).toBe(expected.failure === undefined ? "succeeded" : "failed");
      expect(errorsOf(preview)).toEqual(expected.errors ?? []);
      expect([plan.engine.name, plan.priorState, plan.stack]).toEqual(["pulumi", "engine", "dev"]);
    }
  });

  it.each(Object.entries(EXPECTED))("contain the same changes in the digest alone: %s", (name, expected) => {
    const preview = fromDigest(name);
    const inDigest = (change: string) => !/^(create-replacement|delete-replaced) | default_/.test(change);
    expect(logical(preview)).toEqual([...expected.changes].filter(inDigest).sort());
    expect(preview.plan.result).toBe(expected.failure === undefined ? "succeeded" : "failed");
    expect(errorsOf(preview)).toEqual(expected.errors ?? []);
  });
});

describe("the digest", () => {
  const preview = both("create");

  it("adds dependencies by property", () => {
    const [vpc, subnet] = [find(preview, "main", "vpc"), find(preview, "main-0")];
    expect(subnet.dependencies).toEqual([vpc.urn]);
    expect(subnet.propertyDependencies).toEqual({ cidrBlock: [], vpcId: [vpc.urn] });
  });

  it("adds the source position of the resource or of the nearest caller in the program", () => {
    expect(find(preview, "assets").source).toEqual({ file: "index.ts", line: 32, column: 5 });
    expect(find(preview, "main-0").source).toEqual({ file: "index.ts", line: 13, column: 31 });
    expect(find(preview, "shop-dev").source).toBeUndefined();
  });

  it("is named in the gaps if it is missing", () => {
    expect(preview.plan.gaps.notes).toEqual([]);
    expect(fromLog("create").plan.gaps.notes).toEqual([
      "Dependencies and source lines of 8 resources are missing, because the event log does not contain them. To include them, pass the digest of a run with --json and --show-sames.",
    ]);
  });
});

describe("the event log", () => {
  it("lists secret outputs, which the CLI masks, as assumed unchanged", () => {
    const { outputChanges, gaps } = fromLog("update").plan;
    expect(outputChanges).not.toContainEqual(expect.objectContaining({ name: "secret" }));
    expect(gaps.assumedUnchanged?.map(({ urn, path }) => [nameOf(urn), path])).toEqual([["shop-dev", "secret"]]);
    expect(fromDigest("update").plan.outputChanges).toBeUndefined();
  });

  it("names the replaced resource that forces the replacement of its dependents", () => {
    const causes = both("replace").plan.steps.flatMap(({ operation, urn, replacedBecause = [] }) =>
      operation === "replace" ? replacedBecause.map((cause) => [nameOf(urn), nameOf(cause.urn), cause.property]) : [],
    );
    expect(causes.sort()).toEqual([
      ["main-0", "main", "vpcId"],
      ["main-1", "main", "vpcId"],
    ]);
    // Events alone contain no dependencies.
    expect(fromLog("replace").plan.steps.filter((step) => step.replacedBecause !== undefined)).toEqual([]);
  });

  it("is named in the gaps if it is missing", () => {
    expect(fromDigest("replace").plan.gaps.notes).toEqual([
      "A digest does not contain policy pack findings or stack outputs. The event log of the same run contains both.",
      "The digest does not show whether replacements delete the old resource first. Run the preview with --show-replacement-steps.",
      "1 unchanged resource is missing from the digest and not evaluated. Run the preview with --show-sames.",
    ]);
  });

  it("takes unchanged outputs from the old state", () => {
    expect(find(fromDigest("options"), "opts").id).toMatch(/^id-/);
    expect(find(fromDigest("options"), "onexp").outputs).toEqual({ v: 1 });
    expect(fromDigest("update").plan.outputs).toEqual({});
  });

  it("adds the outputs of the stack", () => {
    const { endpoint, secret, vpcId } = both("create").plan.outputs;
    expect([endpoint, vpcId]).toEqual([UNKNOWN, UNKNOWN]);
    expect(isSecret(secret)).toBe(true);
    expect(fromDigest("create").plan.outputs).toEqual({});
  });
});

describe("values in the output of the CLI", () => {
  it.each(["create", "options"])("contain secrets only as secrets: %s", (name) => {
    for (const preview of [both(name), fromLog(name), fromDigest(name)]) {
      const { resources, steps, outputs } = preview.plan;
      const text = JSON.stringify({ resources, steps, outputs });
      expect(text).not.toMatch(/hunter22|s1cr3t|\[secret\]/);
      const { inputs } = find(preview, name === "create" ? "orders" : "opts");
      const password = inputs.password ?? inputs.sec;
      expect(isSecret(password) && unwrapSecret(password)).toEqual(UNKNOWN);
    }
  });

  it("contain the contents of assets from the digest", () => {
    expect(find(both("options"), "opts").inputs.asset).toMatchObject({ text: "hello" });
    expect(find(both("options"), "opts").outputs.arch).toMatchObject({ assets: { "a.txt": { text: "x" } } });
    expect(find(fromLog("options"), "opts").inputs.asset).toMatchObject({ text: "<contents elided>" });
  });

  it("contain provider URNs and distinguish default providers", () => {
    const preview = both("options");
    expect(find(preview, "opts").provider).toBe("urn:pulumi:dev::live::pulumi:providers:stub::default");
    expect(find(preview, "default").implicit).toBe(true);
    expect(find(preview, "explicit").implicit).toBeUndefined();
    expect(find(preview, "got")).toMatchObject({ external: true, id: "existing-1" });
  });
});

describe("resource options in the output of the CLI", () => {
  it("come from the digest", () => {
    const preview = both("options");
    expect(find(preview, "opts").options).toEqual({
      retainOnDelete: true,
      ignoreChanges: ["v", "tags['x.y']"],
      replaceOnChanges: ["num"],
      hideDiffs: ["tags.a", "list[0]"],
      additionalSecretOutputs: ["v"],
      customTimeouts: { create: 300, delete: 3600 },
    });
    expect(find(preview, "withtrigger").options).toEqual({
      deletedWith: find(preview, "a").urn,
      replacementTrigger: "two",
    });
  });

  it("come from the update plan if the digest does not contain them", () => {
    const [digest, eventLog, updatePlan] = ["stdout.json", "events.jsonl", "plan.json"].map((file) =>
      read("options", file),
    );
    const preview = readCliPreview({ digest, eventLog, updatePlan });
    expect(find(preview, "dbrdep").options).toEqual({ deleteBeforeReplace: true });
    expect(preview.plan.engine.version).toBe("3.260.0");
  });

  it("show that a protection was removed", () => {
    for (const preview of [both("unprotect"), fromLog("unprotect"), fromDigest("unprotect")]) {
      const step = preview.plan.steps.find(({ urn }) => nameOf(urn) === "orders");
      expect(step?.operation).toBe("same");
      expect([step?.old?.options.protect, find(preview, "orders").options.protect]).toEqual([true, undefined]);
    }
  });
});

describe("policy packs that the CLI runs", () => {
  it("report violations and undecided policies", () => {
    const { policies } = both("create-policy-violation");
    expect(policies.packs).toEqual([{ name: "shop-policies", version: "1.0.0" }]);
    expect(policies.violations.map(({ policy, enforcement, severity }) => [policy, enforcement, severity])).toEqual([
      ["ecr-tags-immutable", "mandatory", "medium"],
      ["vpc-has-team-tag", "advisory", undefined],
    ]);
    expect(policies.undecided.map(({ policy, urn }) => [policy, nameOf(urn ?? "")])).toEqual([
      ["reads-an-unknown", "main-1"],
      ["reads-an-unknown", "main-0"],
    ]);
    expect(policies.stackPoliciesSkipped).toEqual([]);
  });

  it("skip stack policies if the program failed", () => {
    expect(both("throws").policies.stackPoliciesSkipped).toEqual(["shop-policies"]);
  });

  it("report on a state", () => {
    const { violations } = parsePolicyAnalysis(read("policy-analyze", "stdout.json"));
    expect(violations.map(({ policy, message }) => [policy, message])).toEqual([
      ["ecr-tags-immutable", "ECR image tags cannot be overwritten\nimage tags can be overwritten"],
      ["vpc-has-team-tag", "VPCs carry a team tag\nno owner tag"],
    ]);
  });
});

describe("a refresh by the CLI", () => {
  const drifted = ({ drift }: CliPreview) =>
    drift?.map(({ change, urn, properties }) => [change, nameOf(urn), ...properties]);
  const all = [
    ["gone", "assets"],
    ["inputs", "orders", "instanceClass"],
    ["outputs", "main", "tagsAll"],
  ];

  it.each(["refresh-drift", "preview-refresh-drift"])("finds manual changes: %s", (name) => {
    expect(drifted(both(name))).toEqual(all);
    expect(drifted(fromLog(name))).toEqual(all);
  });

  it("is partly contained in a refresh digest, but not in a preview digest", () => {
    expect(drifted(fromDigest("refresh-drift"))).toEqual(all.slice(0, 2));
    expect(drifted(fromDigest("preview-refresh-drift"))).toBeUndefined();
    expect(fromDigest("preview-refresh-drift").plan.gaps.notes).toContain(
      "A digest does not contain all drift. The event log of the same run contains all drift.",
    );
  });

  it("is absent if there was none", () => {
    expect(both("create").drift).toBeUndefined();
  });
});
