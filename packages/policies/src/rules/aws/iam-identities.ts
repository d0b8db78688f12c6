import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { shortNames } from "../../graph/resource-names";
import { anyOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule, forbidResource } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { defineView } from "../../authoring/define-view";
import { attachedPolicies } from "../../views/managed-policies";

const user = "aws:iam/user:User";
const group = "aws:iam/group:Group";
const membership = "aws:iam/groupMembership:GroupMembership";
const userMembership = "aws:iam/userGroupMembership:UserGroupMembership";
const roleAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";

export const iamNoAdministrators = defineViewRule({
  id: "iam-no-administrators",
  title: "IAM identities do not have AWS managed administrator policies attached",
  severity: "high",
  on: attachedPolicies,
  why: "An attacker who takes over such an identity controls the entire account.",
  remedy: "Attach a policy that allows only the required actions and resources.",
  options: {
    policies: stringListOption(
      ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"],
      "AWS managed policies that must not be attached.",
    ),
  },
  check: (attachedPolicy, { options }) =>
    (attachedPolicy.arn ?? "").includes(":iam::aws:policy/") &&
    shortNames(attachedPolicy.arn ?? "").some((name) => options.policies.includes(name)) &&
    "an administrator policy is attached",
  examples: {
    pass: [
      [roleAttachment, { role: "web", policyArn: readOnly }],
      ["aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", { managedPolicyArn: readOnly }],
    ],
    fail: [
      [roleAttachment, { role: "web", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }],
      [
        "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
        { managedPolicyArn: "arn:aws:iam::aws:policy/IAMFullAccess" },
      ],
    ],
  },
});

export const iamNoCloudShell = defineViewRule({
  id: "iam-no-full-cloudshell",
  title: "IAM identities do not have AWSCloudShellFullAccess attached",
  severity: "medium",
  controls: { "cis-aws-3.0": ["1.22"], "cis-aws-4.0": ["1.22"] },
  on: attachedPolicies,
  why: "CloudShell has internet access outside of your VPCs, so an identity that can upload and download files can exfiltrate data.",
  remedy:
    "Remove the attachment, or attach a policy that allows CloudShell without cloudshell:GetFileDownloadUrls and cloudshell:GetFileUploadUrls.",
  check: (attachedPolicy) =>
    (attachedPolicy.arn ?? "").endsWith(":aws:policy/AWSCloudShellFullAccess") &&
    "the AWSCloudShellFullAccess policy is attached",
  examples: {
    pass: [[roleAttachment, { role: "web", policyArn: readOnly }]],
    fail: [[roleAttachment, { role: "web", policyArn: "arn:aws:iam::aws:policy/AWSCloudShellFullAccess" }]],
  },
});

const userPolicies = defineView<{ readonly isDirect: boolean; readonly at: string }>()({
  "aws:iam/userPolicy:UserPolicy": () => [{ isDirect: true, at: "" }],
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": () => [{ isDirect: true, at: "" }],
  "aws:iam/policyAttachment:PolicyAttachment": (attachment) => [
    {
      get isDirect() {
        return (attachment.users?.length ?? 0) > 0;
      },
      at: "users",
    },
  ],
});

export const iamNoUserPolicies = defineViewRule({
  id: "iam-no-user-policies",
  title: "IAM users have no inline or directly attached policies",
  severity: "medium",
  controls: { "aws-fsbp": ["IAM.2"], "cis-aws-3.0": ["1.15"], "cis-aws-4.0": ["1.15"] },
  on: userPolicies,
  why: "Permissions of individual users are hard to review and are forgotten when people change teams.",
  remedy: "Attach the policy to a group with an aws.iam.GroupPolicyAttachment, or preferably to a role.",
  check: (assignment) =>
    assignment.isDirect && { at: assignment.at, message: "a policy is attached directly to a user" },
  examples: {
    pass: [["aws:iam/policyAttachment:PolicyAttachment", { policyArn: "arn", roles: ["web"] }]],
    fail: [["aws:iam/policyAttachment:PolicyAttachment", { policyArn: "arn", users: ["ann", "bob"] }]],
  },
});

export const iamNoUsers = forbidResource({
  id: "iam-no-users",
  title: "Pulumi programs do not create IAM users",
  severity: "low",
  on: user,
  why: "An IAM user has long-lived credentials that remain valid after the credentials leak or the user leaves.",
  remedy: "Use IAM Identity Center for people, instance or task roles for applications, and OIDC for pipelines.",
  message: "an IAM user with long-lived credentials is created",
  examples: { fail: [{ name: "ci" }] },
});

export const iamNoAccessKeys = forbidResource({
  id: "iam-no-access-keys",
  title: "Pulumi programs do not create IAM access keys",
  severity: "high",
  on: "aws:iam/accessKey:AccessKey",
  why: "An access key does not expire and often ends up in a file, a log, or a repository. Its secret is also stored in the stack's state.",
  remedy:
    "Use the role of the instance, task, or function. In pipelines, use a role that trusts the pipeline's OIDC provider.",
  message: "an access key that does not expire is created",
  examples: { fail: [{ user: "ci" }] },
});

export const iamNoRootKey = defineRule({
  id: "iam-no-root-access-key",
  title: "The AWS account root user has no access keys",
  severity: "critical",
  controls: { "aws-fsbp": ["IAM.4"], "cis-aws-3.0": ["1.4"] },
  on: "aws:iam/accessKey:AccessKey",
  why: "Anyone who obtains the access key can do everything in the account, and IAM policies cannot restrict the root user.",
  remedy: "Remove the access key and use a role instead.",
  check: ({ user = "" }) =>
    /^(root|<root_account>|arn:[\w-]+:iam::\d+:root)$/.test(user) && "the access key belongs to the root user",
  examples: { pass: [{ user: "ci" }], fail: [{ user: "root" }] },
});

export const iamUsersInGroups = defineStackRule({
  id: "iam-users-in-groups",
  title: "IAM users belong to a group",
  severity: "low",
  types: [user],
  why: "Permissions that are not granted through groups are granted to individual users and are hard to review.",
  remedy: "Add an aws.iam.UserGroupMembership with user: user.name and groups: [team.name].",
  check: (graph) =>
    graph
      .byType(user)
      .filter(
        (resource) => !hasCompanion(graph, resource, companion(membership, "users"), companion(userMembership, "user")),
      )
      .map((resource) => ({ resource, message: "the user does not belong to a group" })),
  examples: {
    pass: [
      examplePlan({ ann: [user, {}], all: [membership, { group: "team", users: [exampleId("ann")] }] }),
      examplePlan({ ann: [user, {}], hers: [userMembership, { user: exampleId("ann"), groups: ["team"] }] }),
    ],
    fail: [
      examplePlan({
        ann: [user, {}],
        bob: [user, {}],
        all: [membership, { group: "team", users: [exampleId("bob")] }],
      }),
    ],
  },
});

export const iamGroupsInUse = defineStackRule({
  id: "iam-groups-in-use",
  title: "IAM groups have members",
  severity: "low",
  types: [group],
  why: "The permissions of an empty group go unreviewed, but take effect for the next user who is added to the group.",
  remedy: "Add an aws.iam.GroupMembership or aws.iam.UserGroupMembership, or remove the group.",
  check: (graph) =>
    graph
      .byType(group)
      .filter(
        (resource) =>
          !anyOf(
            () => graph.referrers(resource, membership, "group").some(({ props }) => (props.users?.length ?? 0) > 0),
            () => hasCompanion(graph, resource, companion(userMembership, "groups")),
          ),
      )
      .map((resource) => ({ resource, message: "the group has no members" })),
  examples: {
    pass: [
      examplePlan({ team: [group, {}], all: [membership, { group: exampleId("team"), users: ["ann", "bob"] }] }),
      examplePlan({ team: [group, {}], hers: [userMembership, { user: "ann", groups: [exampleId("team")] }] }),
    ],
    fail: [
      examplePlan({
        team: [group, {}],
        other: [group, {}],
        hers: [userMembership, { user: "ann", groups: [exampleId("other")] }],
      }),
      examplePlan({ team: [group, {}], all: [membership, { group: exampleId("team"), users: [] }] }),
    ],
  },
});
