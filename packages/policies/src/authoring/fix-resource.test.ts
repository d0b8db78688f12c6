import { toProperties } from "../kernel/plain-values";
import { UNKNOWN } from "@roadbed/plan";
import { CheckedResource } from "../kernel/checked-resource";
import { patch, addMissing } from "../kernel/patch";
import { integerOption } from "./option-builders";
import { defineRule, defineViewRule } from "./define-rule";
import { defineView } from "./define-view";
import type { InputsOf } from "./resource-type-tokens";

const meta = { id: "test-rule", title: "T", severity: "high", why: "W.", remedy: "R." } as const;
const REPOSITORY = "aws:ecr/repository:Repository";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const CLUSTER = "aws:eks/cluster:Cluster";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const examples = { pass: [{}], fail: [{}] } as const;

const subject = (type: string, inputs: object) =>
  new CheckedResource({ urn: `urn:pulumi:dev::shop::${type}::it`, name: "it", type, inputs: toProperties(inputs) });

describe("the fix of a rule", () => {
  const immutable = defineRule({
    ...meta,
    on: REPOSITORY,
    check: ({ imageTagMutability = "MUTABLE" }) => imageTagMutability === "MUTABLE" && "tags can be overwritten",
    fix: { imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } },
    examples,
  });

  it("returns a change for each property that it sets", () => {
    expect(immutable.fix?.(subject(REPOSITORY, {}), {})).toEqual([
      { path: "imageTagMutability", value: "IMMUTABLE" },
      { path: "imageScanningConfiguration.scanOnPush", value: true },
    ]);
  });

  it.each([
    ["the rule is not violated", { imageTagMutability: "IMMUTABLE" }],
    ["the result is undecided", { imageTagMutability: UNKNOWN }],
  ])("returns no changes if %s", (_, inputs) => {
    expect(immutable.fix?.(subject(REPOSITORY, inputs), {})).toEqual([]);
  });

  it("can depend on options and on the inputs", () => {
    const logRetention = defineRule({
      ...meta,
      on: LOGS,
      options: { days: integerOption(365, "The retention period in days.") },
      check: ({ retentionInDays = 0 }, { options }) => retentionInDays < options.days && "too short",
      fix: (_, { options }) => ({ retentionInDays: options.days }),
      examples,
    });
    expect(logRetention.fix?.(subject(LOGS, {}), {})).toEqual([{ path: "retentionInDays", value: 365 }]);
    expect(logRetention.fix?.(subject(LOGS, {}), { days: 30 })).toEqual([{ path: "retentionInDays", value: 30 }]);

    const audited = defineRule({
      ...meta,
      on: CLUSTER,
      check: ({ enabledClusterLogTypes: types = [] }) => !types.includes("audit") && "not audited",
      fix: ({ enabledClusterLogTypes: types }) => ({ enabledClusterLogTypes: addMissing(types, ["audit", "api"]) }),
      examples,
    });
    expect(audited.fix?.(subject(CLUSTER, { enabledClusterLogTypes: ["api", "scheduler"] }), {})).toEqual([
      { path: "enabledClusterLogTypes[0]", value: "api" },
      { path: "enabledClusterLogTypes[1]", value: "scheduler" },
      { path: "enabledClusterLogTypes[2]", value: "audit" },
    ]);
    expect(audited.fix?.(subject(CLUSTER, { enabledClusterLogTypes: ["api", UNKNOWN] }), {})).toEqual([]);
  });

  it("applies only to items of a view that are known to violate the rule", () => {
    type Ingress = NonNullable<InputsOf<typeof GROUP>["ingress"]>[number];
    const closed = defineViewRule({
      ...meta,
      on: defineView<Ingress>()({ [GROUP]: ({ ingress = [] }) => ingress }),
      check: ({ description }) => description === undefined && "has no description",
      fix: (rule) => patch(rule, { description: "?" }),
      examples: { pass: [[GROUP, {}]], fail: [[GROUP, {}]] },
    });
    const ingress = [{ description: "known" }, {}, UNKNOWN, { description: UNKNOWN }];
    expect(closed.fix?.(subject(GROUP, { ingress }), {})).toEqual([{ path: "ingress[1].description", value: "?" }]);
  });

  it("applies to every violating item of a Kubernetes list", () => {
    const type = "kubernetes:core/v1:ServiceAccount";
    const closed = defineRule({
      ...meta,
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
