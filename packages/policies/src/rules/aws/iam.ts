import { allOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { identityStatements, policyDocuments } from "../../views/policy-documents";

const everything = { Effect: "Allow", Action: "*", Resource: "*" } as const;
const reading = { Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" } as const;

/** Whether a pattern is `*` or `*:*`, which stand for all actions of all services. */
const isEveryAction = (action: string) => /^\*+(:\*+)?$/.test(action);

export const iamNoStarStar = defineViewRule({
  id: "iam-no-star-star",
  title: "IAM policies do not allow all actions on all resources",
  severity: "critical",
  controls: { "aws-fsbp": ["IAM.1"], "cis-aws-3.0": ["1.16"], "cis-aws-4.0": ["1.16"] },
  on: identityStatements,
  why: "An attacker who takes over an identity with such a policy controls the entire account.",
  remedy: "List only the required actions and resources, as Action: [...] and Resource: [...].",
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
    ) && "a statement allows all actions on all resources",
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
  title: "IAM policy documents are well-formed",
  severity: "high",
  on: policyDocuments,
  why: "A malformed policy fails during deployment, and other rules cannot check it.",
  remedy:
    "Pass the policy as an object with Version and Statement. Every statement needs Effect, and either Action or NotAction.",
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
        : { at, message: "the statement has no valid Effect, or neither Action nor NotAction" },
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
