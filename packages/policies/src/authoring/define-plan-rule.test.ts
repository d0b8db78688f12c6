import { RunError } from "@pulumi/pulumi";
import type { ExposedSecret, Plan } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { rules } from "../catalog";
import { configure } from "../configuration/settings";
import { packConfig } from "../crossguard/pack-config";
import { policiesOf, RoadbedPack } from "../crossguard/roadbed-pack";
import { evaluate } from "../evaluation/evaluate";
import { findRuleFailures } from "../testing";
import { definePlanRule } from "./define-plan-rule";
import { isPackable } from "./rule";

const QUEUE = "aws:sqs/queue:Queue";
const source = { file: "index.ts", line: 7 };
const orders = resource(QUEUE, "orders", { name: "orders" }, { source });

const planRule = definePlanRule({
  id: "queues-compared",
  title: "T",
  severity: "high",
  why: "W.",
  remedy: "R.",
  appliesTo: ({ priorState }) => priorState !== "none",
  check: ({ resources }) =>
    resources.map(({ urn, inputs }) => {
      if (inputs.name === "broken") throw new Error("broken");
      return { resource: { urn }, message: "it is compared", at: "name" };
    }),
  examples: { pass: [{ ...planOf(), priorState: "state" }], fail: [{ ...planOf(orders), priorState: "state" }] },
});

const evaluated = (plan: Plan) => evaluate(plan, [{ rule: planRule, level: "mandatory" }]);

describe("definePlanRule", () => {
  it("defines a rule that reports findings at resources of the plan", () => {
    const { findings, checkCount } = evaluated({ ...planOf(orders), priorState: "state" });
    expect(findings).toMatchObject([
      { rule: "queues-compared", level: "mandatory", urn: orders.urn, path: "name", source, message: "it is compared" },
    ]);
    expect(checkCount).toBe(1);
  });

  it("does not count as a check of a plan without the data that the rule evaluates", () => {
    expect(evaluated(planOf(orders))).toMatchObject({ findings: [], checkCount: 0, uncheckedTypes: [QUEUE] });
  });

  it("reports a check that throws as a rule error", () => {
    const broken = resource(QUEUE, "broken", { name: "broken" });
    expect(evaluated({ ...planOf(broken), priorState: "state" }).findings).toMatchObject([{ kind: "error" }]);
  });

  it("is tested with its examples", () => {
    expect(findRuleFailures(planRule)).toEqual([]);
    const { pass, fail } = planRule.examples;
    expect(findRuleFailures({ ...planRule, examples: { pass: fail, fail: pass } })).toEqual([
      { example: "pass[0]", message: "expected a pass, got violation" },
      { example: "fail[0]", message: "expected a violation, got pass" },
    ]);
  });
});

describe("policy packs", () => {
  it("contain no rules that read data which CrossGuard does not pass", () => {
    const ids = rules.filter((rule) => !isPackable(rule)).map(({ id }) => id);
    const changeIds = rules.filter(({ kind }) => kind === "change").map(({ id }) => id);
    expect(ids.filter((id) => !changeIds.includes(id)).toSorted()).toEqual([
      "ami-lookup-pinned",
      "aws-credentials-marked-secret",
      "pulumi-secrets-marked",
      "snapshot-lookup-pinned",
      "zone-lookup-filtered",
    ]);
    const configured = configure(rules, { preset: "strict" });
    const inPacks = [
      ...policiesOf(configured).map(({ name }) => name),
      ...Object.keys(packConfig(rules, configured, [])),
    ];
    expect(inPacks.filter((name) => ids.includes(name))).toEqual([]);
  });

  it("reject settings of plan rules", () => {
    const create = () => new RoadbedPack("acme", { settings: { "pulumi-secrets-marked": "advisory" } });
    expect(create).toThrow(RunError);
    expect(create).toThrow(/^settings\.pulumi-secrets-marked: .* Remove the setting\.$/);
  });
});

describe("pulumi-secrets-marked", () => {
  const exposed: ExposedSecret = {
    ...{ origin: "configuration", name: "shop:dbPassword", urn: orders.urn, place: "inputs", path: "name" },
  };
  const policies = configure(rules).filter(({ rule }) => rule.id === "pulumi-secrets-marked");
  const findingsOf = (exposedSecrets: readonly ExposedSecret[]) =>
    evaluate({ ...planOf(orders), exposedSecrets }, policies).findings;

  it("blocks in the preset baseline, and names the key, the resource, the path, and the line", () => {
    expect(findingsOf([exposed])).toMatchObject([
      {
        ...{ level: "mandatory", urn: orders.urn, path: "name", source },
        message: "the input contains the configuration secret shop:dbPassword and is not marked as secret",
      },
    ]);
  });

  it("names outputs, names of properties, and resource names", () => {
    const { path, ...atTop } = exposed;
    const findings = findingsOf([
      { ...exposed, place: "outputs" },
      { ...atTop, place: "name" },
      { ...atTop, origin: "environment", name: "SHOP_TOKEN" },
    ]);
    expect(path).toBe("name");
    expect(findings.map((finding) => [finding.path, finding.message.split(" contains the ")])).toEqual([
      ["outputs.name", ["the output name", "configuration secret shop:dbPassword and is not marked as secret"]],
      [undefined, ["the resource name", "configuration secret shop:dbPassword and is not marked as secret"]],
      [undefined, ["the name of an input", "environment variable SHOP_TOKEN and is not marked as secret"]],
    ]);
  });
});
