import { toProperties } from "../kernel/plain-values";
import { UNKNOWN } from "@roadbed/plan";
import { CheckedResource } from "../kernel/checked-resource";
import { patch, withMissing } from "../kernel/patch";
import { integerOption } from "./option-builders";
import { defineRule, defineViewRule } from "./define-rule";
import { defineView } from "./define-view";
import type { InputsOf } from "./resource-type-tokens";

const about = { id: "test-rule", title: "T", severity: "high", why: "W.", remedy: "R." } as const;
const REPOSITORY = "aws:ecr/repository:Repository";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const CLUSTER = "aws:eks/cluster:Cluster";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const examples = { pass: [{}], fail: [{}] } as const;

const subject = (type: string, inputs: object) =>
  new CheckedResource({ urn: `urn:pulumi:dev::shop::${type}::it`, name: "it", type, inputs: toProperties(inputs) });

describe("what the fix of a rule sets", () => {
  const immutable = defineRule({
    ...about,
    on: REPOSITORY,
    check: ({ imageTagMutability = "MUTABLE" }) => imageTagMutability === "MUTABLE" && "tags can be overwritten",
    fix: { imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } },
    examples,
  });

  it("is what it names, member by member", () => {
    expect(immutable.fix?.(subject(REPOSITORY, {}), {})).toEqual([
      { path: "imageTagMutability", value: "IMMUTABLE" },
      { path: "imageScanningConfiguration.scanOnPush", value: true },
    ]);
  });

  it.each([
    ["nothing is violated", { imageTagMutability: "IMMUTABLE" }],
    ["nobody knows whether anything is", { imageTagMutability: UNKNOWN }],
  ])("is nothing where %s", (_, inputs) => {
    expect(immutable.fix?.(subject(REPOSITORY, inputs), {})).toEqual([]);
  });

  it("may follow from options and from what is there", () => {
    const kept = defineRule({
      ...about,
      on: LOGS,
      options: { days: integerOption(365, "How long.") },
      check: ({ retentionInDays = 0 }, { options }) => retentionInDays < options.days && "too short",
      fix: (_, { options }) => ({ retentionInDays: options.days }),
      examples,
    });
    expect(kept.fix?.(subject(LOGS, {}), {})).toEqual([{ path: "retentionInDays", value: 365 }]);
    expect(kept.fix?.(subject(LOGS, {}), { days: 30 })).toEqual([{ path: "retentionInDays", value: 30 }]);

    const audited = defineRule({
      ...about,
      on: CLUSTER,
      check: ({ enabledClusterLogTypes: types = [] }) => !types.includes("audit") && "not audited",
      fix: ({ enabledClusterLogTypes: types }) => ({ enabledClusterLogTypes: withMissing(types, ["audit", "api"]) }),
      examples,
    });
    expect(audited.fix?.(subject(CLUSTER, { enabledClusterLogTypes: ["api", "scheduler"] }), {})).toEqual([
      { path: "enabledClusterLogTypes[0]", value: "api" },
      { path: "enabledClusterLogTypes[1]", value: "scheduler" },
      { path: "enabledClusterLogTypes[2]", value: "audit" },
    ]);
    expect(audited.fix?.(subject(CLUSTER, { enabledClusterLogTypes: ["api", UNKNOWN] }), {})).toEqual([]);
  });

  it("is about those facts of a view that surely violate the rule", () => {
    type Ingress = NonNullable<InputsOf<typeof GROUP>["ingress"]>[number];
    const closed = defineViewRule({
      ...about,
      on: defineView<Ingress>()({ [GROUP]: ({ ingress = [] }) => ingress }),
      check: ({ description }) => description === undefined && "says nothing",
      fix: (rule) => patch(rule, { description: "?" }),
      examples: { pass: [[GROUP, {}]], fail: [[GROUP, {}]] },
    });
    const ingress = [{ description: "known" }, {}, UNKNOWN, { description: UNKNOWN }];
    expect(closed.fix?.(subject(GROUP, { ingress }), {})).toEqual([{ path: "ingress[1].description", value: "?" }]);
  });

  it("is of every item of a list of objects", () => {
    const type = "kubernetes:core/v1:ServiceAccount";
    const closed = defineRule({
      ...about,
      on: type,
      check: ({ automountServiceAccountToken = true }) => automountServiceAccountToken && "hands out a token",
      fix: { automountServiceAccountToken: false },
      examples,
    });
    const items = [{ automountServiceAccountToken: false }, {}];
    expect(closed.fix?.(subject(`${type}List`, { items }), {})).toEqual([
      { path: "items[1].automountServiceAccountToken", value: false },
    ]);
  });
});
