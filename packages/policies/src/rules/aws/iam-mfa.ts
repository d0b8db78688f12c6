import { examplePlan, exampleId } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { appliesToAllResources } from "../../conditions/iam-actions";
import { allOf, anyOf, entries, listOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";
import { statementsIn } from "../../views/data-policies";

const group = "aws:iam/group:Group";
const inline = "aws:iam/groupPolicy:GroupPolicy";
const attachment = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
const policy = "aws:iam/policy:Policy";

const MFA_KEYS = ["aws:multifactorauthpresent", "aws:multifactorauthage"];

/** Whether any statement of a policy has an MFA condition, or the policy denies all actions. */
const requiresMfa = (holder: object) =>
  statementsIn(holder).some((statement) =>
    anyOf(
      () =>
        entries(statement.Condition).some((operator) =>
          entries(operator[1]).some((pair) => MFA_KEYS.includes(pair[0].toLowerCase())),
        ),
      () =>
        allOf(
          () => statement.Effect === "Deny",
          () => listOf(() => statement.Action).includes("*"),
          () => appliesToAllResources(statement),
          () => !("Condition" in statement),
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
const withoutMfa = policyOf({ Effect: "Allow", Action: "ec2:StartInstances", Resource: "*" });

export const iamGroupMfa = defineStackRule({
  id: "iam-group-mfa",
  title: "IAM groups have a policy that requires multi-factor authentication (MFA)",
  severity: "low",
  types: [group],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
  why: "Without MFA, a leaked password or access key is enough to use all permissions of the group.",
  remedy:
    'Add Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } to the statements of the group\'s policies, or add a statement that denies all actions without MFA.',
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
        policy: [policy, withMfa],
        attachment: [attachment, { group: exampleId("team"), policyArn: exampleId("policy") }],
      }),
    ],
    fail: [
      examplePlan({ team: [group, {}], policy: [inline, { ...withoutMfa, group: exampleId("team") }] }),
      examplePlan({
        team: [group, {}],
        policy: [policy, withoutMfa],
        attachment: [attachment, { group: exampleId("team"), policyArn: exampleId("policy") }],
      }),
    ],
  },
});
