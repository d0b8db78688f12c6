import { examplePlan, idOf } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { isOnEverything } from "../../conditions/iam-actions";
import { allOf, anyOf, entries, listOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";
import { statementsIn } from "../../views/data-policies";

const group = "aws:iam/group:Group";
const inline = "aws:iam/groupPolicy:GroupPolicy";
const attachment = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
const policy = "aws:iam/policy:Policy";

const FACTOR = ["aws:multifactorauthpresent", "aws:multifactorauthage"];

/** Whether a policy makes anything depend on a second factor, or allows nothing at all. */
const asksForFactor = (holder: object) =>
  statementsIn(holder).some((statement) =>
    anyOf(
      () =>
        entries(statement.Condition).some((operator) =>
          entries(operator[1]).some((pair) => FACTOR.includes(pair[0].toLowerCase())),
        ),
      () =>
        allOf(
          () => statement.Effect === "Deny",
          () => listOf(() => statement.Action).includes("*"),
          () => isOnEverything(statement),
          () => !("Condition" in statement),
        ),
    ),
  );

const isAskedFor = (graph: Graph, one: GraphResource<typeof group>) =>
  anyOf(
    () => graph.referrers(one, inline, "group").some(({ props }) => asksForFactor(props)),
    () =>
      graph.referrers(one, attachment, "group").some((attached) =>
        graph.byType(policy).some((managed) =>
          allOf(
            () => graph.references(attached, "policyArn", managed),
            () => asksForFactor(managed.props),
          ),
        ),
      ),
  );

const withFactor = policyOf({
  Effect: "Allow",
  Action: "ec2:StartInstances",
  Resource: "*",
  Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
});
const nothing = policyOf({ Effect: "Deny", Action: "*", Resource: "*" });
const without = policyOf({ Effect: "Allow", Action: "ec2:StartInstances", Resource: "*" });

export const iamGroupMfa = defineStackRule({
  id: "iam-group-mfa",
  title: "Rights of groups depend on a second factor",
  severity: "low",
  types: [group],
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
  why: "A password or key that leaked is enough to use all rights of the group.",
  remedy:
    'Add Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } to what the group may do, or a statement that denies the rest without it.',
  check: (graph) =>
    graph
      .byType(group)
      .filter((one) => !isAskedFor(graph, one))
      .map((resource) => ({ resource, message: "no policy of the group asks for a second factor" })),
  examples: {
    pass: [
      examplePlan({ team: [group, {}], policy: [inline, { ...nothing, group: idOf("team") }] }),
      examplePlan({ team: [group, {}], policy: [inline, { ...withFactor, group: idOf("team") }] }),
      examplePlan({
        team: [group, {}],
        policy: [policy, withFactor],
        attachment: [attachment, { group: idOf("team"), policyArn: idOf("policy") }],
      }),
    ],
    fail: [
      examplePlan({ team: [group, {}], policy: [inline, { ...without, group: idOf("team") }] }),
      examplePlan({
        team: [group, {}],
        policy: [policy, without],
        attachment: [attachment, { group: idOf("team"), policyArn: idOf("policy") }],
      }),
    ],
  },
});
