import { allOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { identityStatements, policyDocuments } from "../../views/policy-documents";

const everything = { Effect: "Allow", Action: "*", Resource: "*" } as const;
const reading = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" } as const;

/** `*`, also as `*:*`: any action of any service. */
const isEveryAction = (action: string) => /^\*+(:\*+)?$/.test(action);

export const iamNoStarStar = defineViewRule({
  id: "iam-no-star-star",
  title: "IAM policies do not allow every action on every resource",
  severity: "critical",
  controls: { "aws-fsbp": ["IAM.1"], "cis-aws-3.0": ["1.16"], "cis-aws-4.0": ["1.16"] },
  on: identityStatements,
  why: "Whoever takes over one identity with such a policy owns the account.",
  remedy: "Name the actions and the resources that are needed, as Action: [...] and Resource: [...].",
  implies: [
    ...["iam-assume-role-limited", "iam-credentials-limited", "iam-data-limited", "iam-decrypt-limited"],
    ...["iam-no-iam-star", "iam-no-privilege-escalation", "iam-pass-role-limited", "iam-sharing-limited"],
    "iam-writes-limited",
  ],
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => listOf(() => statement.Action).some(isEveryAction),
      () => listOf(() => statement.Resource).some((resource) => /^\*+$/.test(resource)),
    ) && "a statement allows every action on every resource",
  examples: {
    pass: [
      ["aws:iam/policy:Policy", { policy: { Version: "2012-10-17", Statement: [reading] } }],
      ["aws:iam/policy:Policy", { policy: JSON.stringify({ Statement: { ...everything, Effect: "Deny" } }) }],
      ["aws:iam/role:Role", { inlinePolicies: [{ policy: JSON.stringify({ Statement: [reading] }) }] }],
    ],
    fail: [
      ["aws:iam/policy:Policy", { policy: { Version: "2012-10-17", Statement: [everything] } }],
      ["aws:iam/rolePolicy:RolePolicy", { policy: JSON.stringify({ Statement: everything }) }],
      ["aws:iam/role:Role", { inlinePolicies: [{ policy: JSON.stringify({ Statement: [reading, everything] }) }] }],
    ],
  },
});

export const iamPolicyWellFormed = defineViewRule({
  id: "iam-policy-well-formed",
  title: "Policies are documents that IAM understands",
  severity: "high",
  on: policyDocuments,
  why: "A policy that does not parse fails during the deployment, and until then no rule can say what it allows.",
  remedy:
    "Pass the policy as an object with Version and Statement; every statement needs Effect and Action or NotAction.",
  check: (policy) => {
    if (policy.issue !== undefined) return { at: policy, message: "the policy is neither an object nor valid JSON" };
    const { content } = policy;
    if (content === undefined) return undefined;
    if (content.Statement === undefined) return { at: policy, message: "the policy has no Statement" };
    return listOf(content.Statement).map((at) =>
      allOf(
        () => ["Allow", "Deny"].includes(at.Effect ?? ""),
        () => "Action" in at || "NotAction" in at,
      )
        ? undefined
        : { at, message: "a statement lacks Effect (Allow or Deny) or Action" },
    );
  },
  examples: {
    pass: [
      ["aws:iam/policy:Policy", { policy: { Statement: [reading] } }],
      [
        "aws:iam/role:Role",
        { assumeRolePolicy: JSON.stringify({ Statement: { Effect: "Deny", NotAction: "sts:AssumeRole" } }) },
      ],
      ["aws:sqs/queue:Queue", {}],
    ],
    fail: [
      ["aws:iam/policy:Policy", { policy: "{'Statement': []}" }],
      ["aws:s3/bucketPolicy:BucketPolicy", { policy: { Version: "2012-10-17" } }],
      [
        "aws:iam/role:Role",
        { assumeRolePolicy: JSON.stringify({ Statement: [{ effect: "Allow", Action: "sts:AssumeRole" }] }) },
      ],
    ],
  },
});
