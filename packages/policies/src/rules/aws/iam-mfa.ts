import { examplePlan, exampleId } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { appliesToAllResources } from "../../conditions/iam-actions";
import {
  isAlwaysMet,
  isMetWithoutKey,
  type KeyCondition,
  keyConditions,
  restrictsKey,
} from "../../conditions/statement-conditions";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";
import { statementsIn } from "../../views/data-policies";

const group = "aws:iam/group:Group";
const inline = "aws:iam/groupPolicy:GroupPolicy";
const attachment = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
const policy = "aws:iam/policy:Policy";

/** The condition keys about MFA, and whether a value requires MFA. */
const MFA_KEYS = new Map<string, (value: string) => boolean>([
  ["aws:multifactorauthpresent", (value) => value === "true"],
  ["aws:multifactorauthage", () => true],
]);

/**
 * Whether all requests without MFA meet a condition about MFA. Requests with an access key lack both keys, and requests from
 * a console session without MFA contain `aws:MultiFactorAuthPresent` with the value "false".
 */
const isMetWithoutMfa = (condition: KeyCondition): boolean =>
  MFA_KEYS.has(condition.key) &&
  isMetWithoutKey(condition) &&
  !(condition.operator === "bool" && condition.values.includes("true")) &&
  !(condition.operator === "null" && condition.key === "aws:multifactorauthpresent");

/** Whether any statement of a policy allows actions only with MFA or denies actions without MFA, or denies all actions. */
const requiresMfa = (holder: object) =>
  statementsIn(holder).some((statement) =>
    anyOf(
      () =>
        allOf(
          () => statement.Effect === "Allow",
          () => restrictsKey(statement, (key) => MFA_KEYS.get(key)),
        ),
      () =>
        allOf(
          () => statement.Effect === "Deny",
          () => keyConditions(statement).some(isMetWithoutMfa),
        ),
      () =>
        allOf(
          () => statement.Effect === "Deny",
          () => listOf(() => statement.Action).includes("*"),
          () => appliesToAllResources(statement),
          () => keyConditions(statement).every(isAlwaysMet),
        ),
    ),
  );

const hasMfaPolicy = (graph: Graph, resource: GraphResource<typeof group>) =>
  anyOf(
    () => graph.referrers(resource, inline, "group").some(({ props }) => requiresMfa(props)),
    () =>
      graph.referrers(resource, attachment, "group").some((attached) =>
        graph.byType(policy).some((managed) =>
          allOf(
            () => graph.references(attached, "policyArn", managed),
            () => requiresMfa(managed.props),
          ),
        ),
      ),
  );

const withMfa = policyOf({
  Effect: "Allow",
  Action: "ec2:StartInstances",
  Resource: "*",
  Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
});
const denyAll = policyOf({ Effect: "Deny", Action: "*", Resource: "*" });
const denyWithoutMfa = (operator: string) =>
  policyOf({
    Effect: "Deny",
    NotAction: "iam:ChangePassword",
    Resource: "*",
    Condition: { [operator]: { "aws:MultiFactorAuthPresent": "false" } },
  });
const onlyWithoutMfa = policyOf({
  Effect: "Allow",
  Action: "ec2:StartInstances",
  Resource: "*",
  Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
});
const withoutMfa = policyOf({ Effect: "Allow", Action: "ec2:StartInstances", Resource: "*" });

export const iamGroupMfa = defineStackRule({
  id: "iam-group-mfa",
  title: "IAM groups have a policy that requires multi-factor authentication (MFA)",
  severity: "low",
  types: [group],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
  why: "Without MFA, a leaked password or access key is enough to use all permissions of the group.",
  remedy:
    'Add Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } to the statements of the group\'s policies, or deny all actions with Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }.',
  check: (graph) =>
    graph
      .byType(group)
      .filter((resource) => !hasMfaPolicy(graph, resource))
      .map((resource) => ({ resource, message: "none of the group's policies requires MFA" })),
  examples: {
    pass: [
      examplePlan({ team: [group, {}], policy: [inline, { ...denyAll, group: exampleId("team") }] }),
      examplePlan({ team: [group, {}], policy: [inline, { ...withMfa, group: exampleId("team") }] }),
      examplePlan({
        team: [group, {}],
        policy: [inline, { ...denyWithoutMfa("BoolIfExists"), group: exampleId("team") }],
      }),
      examplePlan({
        team: [group, {}],
        policy: [policy, withMfa],
        attachment: [attachment, { group: exampleId("team"), policyArn: exampleId("policy") }],
      }),
    ],
    fail: [
      examplePlan({ team: [group, {}], policy: [inline, { ...withoutMfa, group: exampleId("team") }] }),
      examplePlan({ team: [group, {}], policy: [inline, { ...onlyWithoutMfa, group: exampleId("team") }] }),
      // Console sessions without MFA contain the condition key, so this statement does not deny their requests.
      examplePlan({
        team: [group, {}],
        policy: [
          inline,
          {
            ...policyOf({
              Effect: "Deny",
              Action: "*",
              Resource: "*",
              Condition: { Null: { "aws:MultiFactorAuthPresent": "true" } },
            }),
            group: exampleId("team"),
          },
        ],
      }),
      // Requests with access keys lack the condition key, so this statement does not deny them.
      examplePlan({ team: [group, {}], policy: [inline, { ...denyWithoutMfa("Bool"), group: exampleId("team") }] }),
      examplePlan({
        team: [group, {}],
        policy: [policy, withoutMfa],
        attachment: [attachment, { group: exampleId("team"), policyArn: exampleId("policy") }],
      }),
    ],
  },
});
