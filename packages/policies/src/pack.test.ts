import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { makeSecret, UNKNOWN, type Plan, type Resource } from "@roadbed/plan";
import { PackProcess, wire } from "../test/pack-process";
import { planOf, resource } from "../test/plans";
import { isPackable } from "./authoring/rule";
import { rules as catalog } from "./catalog";
import { messageOf } from "./crossguard/roadbed-pack";
import { evaluate } from "./evaluation/evaluate";
import { resourcesOf } from "./rule-tester/example-test";
import { configure } from "./configuration/settings";

const folder = join(__dirname, "..", "..", "..", "policy-packs", "baseline");
const rules = catalog.filter(isPackable);
const settings = configure(rules, { preset: "baseline" });
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const open = (port: number) => ({ ingress: [{ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["::/0"] }] });

/** Runs the build of the pack, as it is published. */
let pack: PackProcess;
beforeAll(async () => (pack = await PackProcess.start(folder)), 60_000);
afterAll(() => pack.stop());

async function analyze({ resources }: Plan) {
  const resourceFindings = [];
  for (const analyzed of resources) if (!analyzed.external) resourceFindings.push(...(await pack.analyze(analyzed)));
  return [...resourceFindings, ...(await pack.analyzeStack(resources))];
}

/** Returns the findings of `evaluate` in the form in which the pack reports them. */
const expected = (plan: Plan) =>
  evaluate(plan, settings).findings.map((finding) => ({
    policy: finding.rule,
    urn: finding.urn,
    message: messageOf(finding),
    mandatory: finding.level === "mandatory" && finding.kind !== "undecided",
  }));

const sorted = (findings: readonly object[]) => findings.map((finding) => JSON.stringify(finding)).sort();

/** A stack for each example would take a minute, because the pack runs every policy on every stack. */
const EXAMPLES_PER_STACK = 60;

/** Moves resources to another project so that several examples can share a stack without conflicting URNs. */
function inProject(project: string, resources: readonly Resource[]): readonly Resource[] {
  const urnInProject = (urn: string) => urn.replace(/^(urn:pulumi:[^:]*::)[^:]*/, `$1${project}`);
  return resources.map(({ parent, ...moving }) => ({
    ...moving,
    urn: urnInProject(moving.urn),
    ...(parent !== undefined && { parent: urnInProject(parent) }),
    dependencies: moving.dependencies.map(urnInProject),
    propertyDependencies: Object.fromEntries(
      Object.entries(moving.propertyDependencies).map(([property, on]) => [property, on.map(urnInProject)]),
    ),
  }));
}

describe("the baseline pack, run by the Pulumi engine protocol", () => {
  // The rule tester already runs every rule through the proxy of the SDK. This test covers the protocol.
  it("reports the same findings as evaluate for an example of every service", async () => {
    const ruleByService = new Map(rules.map((rule) => [rule.id.split("-", 1)[0], rule]));
    const examples = [...ruleByService.values()].flatMap((rule) => {
      const [example] = rule.examples.fail;
      return example === undefined ? [] : [resourcesOf(rule, example)];
    });
    for (let start = 0; start < examples.length; start += EXAMPLES_PER_STACK) {
      const together = examples.slice(start, start + EXAMPLES_PER_STACK);
      const plan = planOf(...together.flatMap((resources, index) => inProject(`example-${index}`, resources)));
      expect(sorted(await analyze(plan))).toEqual(sorted(expected(plan)));
    }
  }, 120_000);

  it("reports undecided results as advisory, and reads secrets", async () => {
    const plan = planOf(
      resource(GROUP, "unknown", { ingress: [UNKNOWN, ...open(22).ingress] }),
      resource(GROUP, "secret", { ingress: makeSecret(open(22).ingress) }),
    );
    const findings = await analyze(plan);
    expect(sorted(findings)).toEqual(sorted(expected(plan)));
    expect(findings).toContainEqual({
      policy: "sg-world-admin-ports",
      urn: plan.resources[0]?.urn,
      message: "undecided: ingress[0] is not known yet",
      mandatory: false,
    });
  });

  it("evaluates stacks by inputs rather than outputs", async () => {
    const urn = resource(GROUP, "group", {}).urn;
    const rule = resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
      securityGroupId: UNKNOWN,
    });
    const separate: Resource = { ...rule, propertyDependencies: { securityGroupId: [urn] } };
    const plan = (inputs: object, outputs: object) =>
      planOf({ ...resource(GROUP, "group", inputs), outputs: resource(GROUP, "", outputs).inputs }, separate);
    const policies = async (stack: Plan) => (await analyze(stack)).map(({ policy }) => policy);
    expect(await policies(plan({}, open(443)))).not.toContain("sg-rules-one-owner");
    expect(await policies(plan(open(443), open(443)))).toContain("sg-rules-one-owner");
  });

  it("applies configured fixes and keeps unknown and secret values", async () => {
    const repository = (inputs: object) => resource("aws:ecr/repository:Repository", "images", inputs);
    const wrong = repository({
      ...{ name: UNKNOWN, imageTagMutability: "MUTABLE", __defaults: ["forceDelete", "imageTagMutability"] },
      imageScanningConfiguration: makeSecret({ scanOnPush: false }),
    });
    expect(await pack.remediate(wrong)).toEqual([]);
    const rules = { "ecr-tags-immutable": {}, "ecr-scan-on-push": {} };
    await pack.configure(rules, "REMEDIATE");
    const scanned = { ...wrong.inputs, imageScanningConfiguration: makeSecret({ scanOnPush: true }) };
    expect(await pack.remediate(wrong)).toEqual([
      wire(scanned),
      wire({ ...scanned, imageTagMutability: "IMMUTABLE", __defaults: ["forceDelete"] }),
    ]);
    expect(await pack.remediate(repository({ ...scanned, imageTagMutability: UNKNOWN }))).toEqual([]);
    const exemption = { resource: "*::images", reason: "moving", owner: "team", expires: "9999-12-31" };
    await pack.configure({ "ecr-tags-immutable": { exemptions: [exemption] } }, "REMEDIATE");
    expect(await pack.remediate(wrong)).toEqual([]);
    await pack.configure({});
  });

  it("uses options from the engine", async () => {
    const policies = async () => (await pack.analyze(resource(GROUP, "group", open(8080)))).map(({ policy }) => policy);
    expect(await policies()).not.toContain("sg-world-admin-ports");
    await pack.configure({ "sg-world-admin-ports": { ports: [8080] } });
    expect(await policies()).toContain("sg-world-admin-ports");
    await pack.configure({});
  });
});

it("the pack does not load a cloud SDK", () => {
  const script = 'require("@roadbed/policies/pack"); console.log(Object.keys(require.cache).join("\\n"));';
  const { stdout } = spawnSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
  expect(stdout).toContain("crossguard");
  expect(stdout).not.toMatch(/@pulumi\/(aws|kubernetes|gcp|azure)/);
});
