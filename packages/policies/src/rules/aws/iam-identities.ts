import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, idOf } from "../../authoring/example-plan";
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
  title: "Nobody is given a policy of administrators",
  severity: "high",
  on: attachedPolicies,
  why: "Whoever takes over one such identity owns the account.",
  remedy: "Attach a policy that names the actions and resources that are needed.",
  options: {
    policies: stringListOption(
      ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"],
      "Policies of AWS that nobody is given.",
    ),
  },
  check: (given, { options }) =>
    (given.arn ?? "").includes(":iam::aws:policy/") &&
    shortNames(given.arn ?? "").some((name) => options.policies.includes(name)) &&
    "the identity is given a policy of administrators",
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
  title: "Nobody is given full access to CloudShell",
  severity: "medium",
  controls: { "cis-aws-3.0": ["1.22"], "cis-aws-4.0": ["1.22"] },
  on: attachedPolicies,
  why: "CloudShell has a way to the internet that no network of the account sees: whoever may upload and download takes data out.",
  remedy:
    "Drop the attachment, or attach a policy that allows CloudShell without cloudshell:GetFileDownloadUrls and GetFileUploadUrls.",
  check: (given) =>
    (given.arn ?? "").endsWith(":aws:policy/AWSCloudShellFullAccess") &&
    "the identity may take files out by CloudShell",
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
  title: "Users get their rights from groups",
  severity: "medium",
  controls: { "aws-fsbp": ["IAM.2"], "cis-aws-3.0": ["1.15"], "cis-aws-4.0": ["1.15"] },
  on: userPolicies,
  why: "Rights that hang on single users are forgotten when somebody changes teams, and nobody can list who may do what.",
  remedy: "Attach the policy to a group by GroupPolicyAttachment, or better to a role.",
  check: (given) => given.isDirect && { at: given.at, message: "a user is given rights of his own" },
  examples: {
    pass: [["aws:iam/policyAttachment:PolicyAttachment", { policyArn: "arn", roles: ["web"] }]],
    fail: [["aws:iam/policyAttachment:PolicyAttachment", { policyArn: "arn", users: ["ann", "bob"] }]],
  },
});

export const iamNoUsers = forbidResource({
  id: "iam-no-users",
  title: "People and programs take roles instead of being users",
  severity: "low",
  on: user,
  why: "A user has credentials that never expire, and that leave with whoever knew them.",
  remedy: "Let people in by IAM Identity Center, programs by the role of their machine, and pipelines by OIDC.",
  message: "a user with credentials that never expire is made",
  examples: { fail: [{ name: "ci" }] },
});

export const iamNoAccessKeys = forbidResource({
  id: "iam-no-access-keys",
  title: "No access keys are handed out",
  severity: "high",
  on: "aws:iam/accessKey:AccessKey",
  why: "A key that never expires ends up in a file, a log or a repository; its secret also stands in the state of the stack.",
  remedy: "Use the role of the machine, task or function; in pipelines, a role that trusts their OIDC provider.",
  message: "a key that never expires is handed out",
  examples: { fail: [{ user: "ci" }] },
});

export const iamNoRootKey = defineRule({
  id: "iam-no-root-access-key",
  title: "The root user has no access keys",
  severity: "critical",
  controls: { "aws-fsbp": ["IAM.4"], "cis-aws-3.0": ["1.4"] },
  on: "aws:iam/accessKey:AccessKey",
  why: "Whoever finds the key may do everything in the account, and no policy can limit it.",
  remedy: "Drop the key; use a role.",
  check: ({ user = "" }) =>
    /^(root|<root_account>|arn:[\w-]+:iam::\d+:root)$/.test(user) && "the key is the root user's",
  examples: { pass: [{ user: "ci" }], fail: [{ user: "root" }] },
});

export const iamUsersInGroups = defineStackRule({
  id: "iam-users-in-groups",
  title: "Users belong to a group",
  severity: "low",
  types: [user],
  why: "Rights that are not given by groups are given one by one, and nobody can list who may do what.",
  remedy: "Add new aws.iam.UserGroupMembership(name, { user: user.name, groups: [team.name] }).",
  check: (graph) =>
    graph
      .byType(user)
      .filter((one) => !hasCompanion(graph, one, companion(membership, "users"), companion(userMembership, "user")))
      .map((resource) => ({ resource, message: "the user belongs to no group" })),
  examples: {
    pass: [
      examplePlan({ ann: [user, {}], all: [membership, { group: "team", users: [idOf("ann")] }] }),
      examplePlan({ ann: [user, {}], hers: [userMembership, { user: idOf("ann"), groups: ["team"] }] }),
    ],
    fail: [
      examplePlan({ ann: [user, {}], bob: [user, {}], all: [membership, { group: "team", users: [idOf("bob")] }] }),
    ],
  },
});

export const iamGroupsInUse = defineStackRule({
  id: "iam-groups-in-use",
  title: "Groups have members",
  severity: "low",
  types: [group],
  why: "Rights of a group that nobody belongs to wait for whoever is put there next.",
  remedy: "Add an aws.iam.GroupMembership or UserGroupMembership, or drop the group.",
  check: (graph) =>
    graph
      .byType(group)
      .filter(
        (one) =>
          !anyOf(
            () => graph.referrers(one, membership, "group").some(({ props }) => (props.users?.length ?? 0) > 0),
            () => hasCompanion(graph, one, companion(userMembership, "groups")),
          ),
      )
      .map((resource) => ({ resource, message: "nobody belongs to the group" })),
  examples: {
    pass: [
      examplePlan({ team: [group, {}], all: [membership, { group: idOf("team"), users: ["ann", "bob"] }] }),
      examplePlan({ team: [group, {}], hers: [userMembership, { user: "ann", groups: [idOf("team")] }] }),
    ],
    fail: [
      examplePlan({
        team: [group, {}],
        other: [group, {}],
        hers: [userMembership, { user: "ann", groups: [idOf("other")] }],
      }),
      examplePlan({ team: [group, {}], all: [membership, { group: idOf("team"), users: [] }] }),
    ],
  },
});
