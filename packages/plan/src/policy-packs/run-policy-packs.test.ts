import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Plan, Resource } from "../model/plan";
import { propertyMap, makeSecret, UNKNOWN, type Value } from "../model/value";
import { PreviewError } from "../preview";
import type { PackReport } from "../pulumi-cli";
import { findPolicyPack, runPolicyPacks, type PolicyPackOptions } from ".";

const FOLDER = join(__dirname, "../../testdata/pack");

const urnOf = (name: string, type: string) => `urn:pulumi:dev::shop::${type}::${name}`;

function resource(name: string, inputs: Readonly<Record<string, Value>>, more: Partial<Resource> = {}): Resource {
  const type = more.type ?? "shop:index:Thing";
  return {
    ...{ urn: urnOf(name, type), type, name, custom: true, inputs: propertyMap(Object.entries(inputs)) },
    ...{ outputs: propertyMap(), dependencies: [], propertyDependencies: {}, options: {} },
    ...more,
  };
}

const planOf = (resources: readonly Resource[], more: Partial<Plan> = {}): Plan => ({
  ...{ engine: { name: "embedded" }, organization: "organization", project: "shop", stack: "dev" },
  ...{ result: "succeeded", resources, steps: [], outputs: propertyMap(), diagnostics: [], priorState: "none" },
  gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  ...more,
});

const options: PolicyPackOptions = {
  passEnvironment: [],
  signal: new AbortController().signal,
  validate: () => undefined,
};
const run = (plan: Plan, more: Partial<PolicyPackOptions> = {}) =>
  runPolicyPacks(plan, [findPolicyPack(FOLDER)], { ...options, ...more });

async function problemOf(task: () => unknown): Promise<string> {
  try {
    await task();
  } catch (error) {
    if (error instanceof PreviewError) return `${error.code}: ${error.message.replaceAll(FOLDER, "PACK")}`;
    throw error;
  }
  return "none";
}

describe("runPolicyPacks", () => {
  const first = resource("first", { name: "long-enough" });
  const open = resource("open", { name: UNKNOWN });
  const tagged = resource("it", {}, { type: "shop:index:Tagged" });
  const last = resource("last", { name: makeSecret("x"), of: "id" }, { propertyDependencies: { of: [first.urn] } });
  let report: PackReport;
  beforeAll(async () => (report = await run(planOf([first, open, tagged, last]))), 30_000);

  it("reports violations of resource and stack policies, with default options", () => {
    expect(report.packs).toEqual([{ name: "shop-policies", version: "1.2.3" }]);
    expect(report.violations.filter(({ policy }) => policy !== "tagged")).toEqual([
      {
        ...{ pack: "shop-policies", policy: "short-names", urn: first.urn, enforcement: "mandatory", severity: "high" },
        ...{ description: "Names are short.", remedy: "Take a shorter one.", message: "first has a long name" },
      },
      {
        ...{ pack: "shop-policies", policy: "few", urn: last.urn, enforcement: "advisory" },
        ...{ description: "Stacks are small.", message: "shop has 4 resources; last: of on first" },
      },
    ]);
  });

  it("reports policies that read an unknown value as undecided", () => {
    expect(report.undecided).toMatchObject([{ policy: "short-names", urn: open.urn }]);
  });

  it("evaluates resources after remediation", () => {
    const { violations, remediations } = report;
    expect(remediations).toEqual([{ pack: "shop-policies", policy: "tagged", urn: tagged.urn }]);
    expect(violations.filter(({ policy }) => policy === "tagged")).toMatchObject([
      { enforcement: "mandatory", message: 'tags: {"stack":"dev"}' },
    ]);
  });

  it("skips stack policies for a failed plan, and resources that are only read", async () => {
    const partial = await run(planOf([{ ...first, external: true }], { result: "failed" }));
    expect(partial).toMatchObject({ violations: [], stackPoliciesSkipped: ["shop-policies"] });
  }, 30_000);

  it("runs stack policies for a failed plan whose program did not end early", async () => {
    const complete = await run(planOf([first], { result: "failed", endedEarly: false }));
    expect(complete.stackPoliciesSkipped).toEqual([]);
  }, 30_000);

  it("configures policies with the settings, of which later ones override earlier ones", async () => {
    const configured = await run(planOf([first, tagged]), {
      settingsFor: ({ name, policies }) => [
        { [policies[0] ?? ""]: { longest: 4, enforcementLevel: "disabled" } },
        {
          "short-names": { enforcementLevel: "advisory", longest: 5 },
          tagged: "disabled",
          few: "mandatory",
          [name]: {},
        },
      ],
    });
    expect(configured.remediations).toEqual([]);
    expect(configured.violations.map(({ policy, enforcement }) => [policy, enforcement])).toEqual([
      ["short-names", "advisory"],
      ["few", "mandatory"],
    ]);
  }, 30_000);

  it("runs no policy if the configuration is invalid", async () => {
    const configurations = [
      {
        policy: "short-names",
        enforcement: "mandatory",
        properties: { longest: 4 },
        schema: {
          type: "object",
          properties: { longest: { type: "integer", default: 4 } },
          required: [],
        },
      },
      { policy: "tagged", enforcement: "remediate", properties: {} },
      { policy: "few", enforcement: "advisory", properties: {} },
      { policy: "sound", enforcement: "mandatory", properties: {} },
    ];
    const validate = (): never => {
      throw new PreviewError("configuration", "longest is required");
    };
    expect(await problemOf(() => run(planOf([resource("broken", {})]), { validate }))).toBe(
      "configuration: longest is required",
    );
    let validated: unknown;
    await run(planOf([]), { validate: (packs) => void (validated = packs) });
    expect(validated).toEqual([
      {
        ...{ name: "shop-policies", version: "1.2.3", policies: ["short-names", "tagged", "few", "sound"] },
        configurations,
      },
    ]);
  }, 30_000);

  it("names a pack that throws, without a stack trace", async () => {
    expect(await problemOf(() => run(planOf([resource("broken", {})])))).toMatch(
      /^program: The policy pack in PACK failed: Error validating resource with policy 'sound' .*: Error: the policy is broken$/,
    );
  }, 30_000);

  it("can be canceled while a pack starts", async () => {
    const signal = AbortSignal.abort();
    expect(await problemOf(() => run(planOf([first]), { signal }))).toBe("canceled: The check was canceled.");
  });
});

describe("findPolicyPack", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "roadbed-pack-"))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const found = async (file?: string) => {
    if (file !== undefined) writeFileSync(join(folder, "PulumiPolicy.yaml"), file);
    return (await problemOf(() => findPolicyPack(folder))).replaceAll(folder, "FOLDER");
  };

  it.each([
    [undefined, "usage: There is no PulumiPolicy.yaml in FOLDER. Pass the directory of a policy pack."],
    ["description: x\n", 'configuration: FOLDER/PulumiPolicy.yaml: the required property "runtime" is missing.'],
    [
      "runtime: python\n",
      'usage: The policy pack in FOLDER has an unsupported runtime: expected "nodejs", got "python".',
    ],
    [
      "runtime:\n  name: nodejs\n",
      'program: The policy pack in FOLDER cannot resolve @pulumi/pulumi. Run "npm install" there first.',
    ],
    ["runtime: [\n", /^configuration: FOLDER\/PulumiPolicy\.yaml:\d+:\d+: /],
  ])("rejects %j", async (file, expected) => {
    const problem = await found(file);
    if (typeof expected === "string") expect(problem).toBe(expected);
    else expect(problem).toMatch(expected);
  });

  it.each([
    ["console.error('no such policy'); process.exit(1);", "exited while it was starting: no such policy"],
    [
      "console.log('70000'); setInterval(() => undefined, 1000);",
      "did not print the port on which it serves: expected a number up to 65535, got 70000.",
    ],
  ])("explains why a pack does not start: %s", async (script, reason) => {
    writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    const sdk = join(folder, "node_modules/@pulumi/pulumi");
    const runner = join(sdk, "cmd/run-policy-pack");
    mkdirSync(runner, { recursive: true });
    writeFileSync(join(sdk, "package.json"), "{}");
    writeFileSync(join(runner, "index.js"), script);
    const problem = await problemOf(() => runPolicyPacks(planOf([]), [findPolicyPack(folder)], options));
    expect(problem.replaceAll(folder, "FOLDER")).toBe(`program: The policy pack in FOLDER ${reason}`);
  });
});
