import { unknownFrom, type Properties, type Value } from "@roadbed/plan";
import { toProperties } from "../../kernel/plain-values";
import { compareAccess } from "../compare-access";
import type { AccessVerdict } from "../comparison";

type Inputs = Readonly<Record<string, unknown>> | undefined;

const propertiesOf = (inputs: Inputs): Properties | undefined => inputs && toProperties(inputs);
const verdictOf = (type: string, before: Inputs, after: Inputs) =>
  compareAccess(type, propertiesOf(before), propertiesOf(after))?.verdict;

const policyOf = (...statements: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allows = (action: string, rest: object = {}) => ({ Effect: "Allow", Action: action, Resource: "*", ...rest });
const denies = (action: string, rest: object = {}) => ({ ...allows(action, rest), Effect: "Deny" });

const output = (name: string, property = "arn") =>
  unknownFrom({ kind: "output", resource: `urn:pulumi:dev::app::aws:iam/role:Role::${name}`, property });

const textOf = (...parts: readonly Value[]) => unknownFrom({ kind: "text", parts });

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

const role = "aws:iam/role:Role";
const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const endpointPolicy = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
const trust = (principal: unknown, rest: object = {}) => ({
  assumeRolePolicy: policyOf({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...rest }),
});

const CASES: readonly (readonly [change: string, type: string, before: Inputs, after: Inputs, AccessVerdict])[] = [
  ["a new policy", rolePolicy, undefined, { role: "a", policy: policyOf(allows("s3:*")) }, "broader"],
  ["a deleted policy", rolePolicy, { role: "a", policy: policyOf(allows("s3:*")) }, undefined, "narrower"],
  [
    "a policy of another role",
    rolePolicy,
    { role: "a", policy: policyOf(allows("s3:*")) },
    { role: "b", policy: policyOf(allows("s3:*")) },
    "broader",
  ],
  [
    "a policy that is an object in place of a string",
    rolePolicy,
    { role: "a", policy: policyOf(allows("s3:*")) },
    { role: "a", policy: { Version: "2012-10-17", Statement: allows("S3:*") } },
    "same",
  ],
  ["a policy that is not valid JSON", rolePolicy, { policy: "{" }, { policy: policyOf(allows("s3:*")) }, "undecided"],
  ["an invalid policy that stays the same", rolePolicy, { policy: "{" }, { policy: "{" }, "same"],
  [
    "a deleted policy that denies requests",
    bucketPolicy,
    { policy: policyOf(denies("s3:*", { Condition: { Bool: { "aws:SecureTransport": "false" } } })) },
    undefined,
    "undecided",
  ],
  [
    "a new trusted service",
    role,
    trust({ Service: "a.amazonaws.com" }),
    trust({ Service: ["a.amazonaws.com", "b.amazonaws.com"] }),
    "broader",
  ],
  [
    "a trusted account in place of its role",
    role,
    trust({ AWS: "arn:aws:iam::111122223333:role/a" }),
    trust({ AWS: "111122223333" }),
    "broader",
  ],
  [
    "a trusted role in place of its account",
    role,
    trust({ AWS: "111122223333" }),
    trust({ AWS: "arn:aws:iam::111122223333:role/a" }),
    "narrower",
  ],
  [
    "a trusted role that is a new resource",
    role,
    trust({ AWS: "111122223333" }),
    {
      assumeRolePolicy: {
        Statement: [{ Effect: "Allow", Principal: { AWS: ["111122223333", output("a")] }, Action: "sts:AssumeRole" }],
      },
    },
    "broader",
  ],
  [
    "a removed condition on the session",
    role,
    trust("*", { Condition: { StringEquals: { "sts:ExternalId": "x" } } }),
    trust("*"),
    "broader",
  ],
  [
    "an inline policy that moves to another name",
    role,
    { inlinePolicies: [{ name: "a", policy: policyOf(allows("s3:*")) }] },
    { inlinePolicies: [{ name: "b", policy: policyOf(allows("s3:*")) }] },
    "same",
  ],
  ["a removed permissions boundary", role, { permissionsBoundary: READ_ONLY }, {}, "broader"],
  ["a new permissions boundary", role, {}, { permissionsBoundary: READ_ONLY }, "narrower"],
  [
    "another permissions boundary",
    role,
    { permissionsBoundary: READ_ONLY },
    { permissionsBoundary: "arn:aws:iam::aws:policy/PowerUserAccess" },
    "broader",
  ],
  [
    "a boundary that allows everything",
    role,
    { permissionsBoundary: READ_ONLY },
    { permissionsBoundary: ADMINISTRATOR },
    "broader",
  ],
  [
    "an attached administrator policy",
    attachment,
    { role: "a", policyArn: READ_ONLY },
    { role: "a", policyArn: ADMINISTRATOR },
    "broader",
  ],
  [
    "another policy in place of the administrator policy",
    attachment,
    { role: "a", policyArn: ADMINISTRATOR },
    { role: "a", policyArn: READ_ONLY },
    "narrower",
  ],
  [
    "a policy of a resource in place of the same policy",
    attachment,
    { role: output("r", "name"), policyArn: output("a") },
    { role: output("r", "name"), policyArn: output("a") },
    "same",
  ],
  [
    "a policy of another resource",
    attachment,
    { role: "r", policyArn: output("a") },
    { role: "r", policyArn: output("b") },
    "undecided",
  ],
  [
    "another action on a resource that is not known",
    rolePolicy,
    { policy: { Statement: allows("s3:Get*", { Resource: "arn:aws:s3:::a" }) } },
    { policy: { Statement: allows("iam:*", { Resource: output("a") }) } },
    "broader",
  ],
  [
    "a resource that is not known in place of a known one",
    rolePolicy,
    { policy: { Statement: allows("s3:Get*", { Resource: "arn:aws:s3:::a" }) } },
    { policy: { Statement: allows("s3:Get*", { Resource: output("a") }) } },
    "undecided",
  ],
  [
    "a part that is not known in place of a single character",
    rolePolicy,
    { policy: { Statement: allows("s3:Get*", { Resource: textOf(output("a"), "/?") }) } },
    { policy: { Statement: allows("s3:Get*", { Resource: textOf(output("a"), "/", output("b")) }) } },
    "undecided",
  ],
  ["a removed endpoint policy", endpoint, { policy: policyOf(allows("s3:Get*")) }, {}, "broader"],
  ["a new endpoint policy", endpoint, {}, { policy: policyOf(allows("s3:Get*")) }, "narrower"],
  ["a deleted separate endpoint policy", endpointPolicy, { policy: policyOf(allows("s3:Get*")) }, undefined, "broader"],
  [
    "a key policy in place of the default one",
    "aws:kms/key:Key",
    {},
    { policy: policyOf(allows("kms:*")) },
    "undecided",
  ],
  ["a key without a policy", "aws:kms/key:Key", {}, {}, "same"],
  [
    "a removed source of a Lambda permission",
    "aws:lambda/permission:Permission",
    {
      action: "lambda:InvokeFunction",
      function: "f",
      principal: "sns.amazonaws.com",
      sourceArn: "arn:aws:sns:eu-west-1:111122223333:t",
    },
    { action: "lambda:InvokeFunction", function: "f", principal: "sns.amazonaws.com" },
    "broader",
  ],
  [
    "a new source account of a Lambda permission",
    "aws:lambda/permission:Permission",
    { action: "lambda:InvokeFunction", function: "f", principal: "sns.amazonaws.com" },
    { action: "lambda:InvokeFunction", function: "f", principal: "sns.amazonaws.com", sourceAccount: "111122223333" },
    "narrower",
  ],
  [
    "a function URL without authentication",
    "aws:lambda/functionUrl:FunctionUrl",
    { authorizationType: "AWS_IAM" },
    { authorizationType: "NONE" },
    "broader",
  ],
  [
    "a removed block of public access",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    { blockPublicAcls: true },
    {},
    "broader",
  ],
  [
    "a deleted public access block",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    { blockPublicAcls: true },
    undefined,
    "broader",
  ],
  [
    "a new public access block",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    undefined,
    { blockPublicAcls: true },
    "narrower",
  ],
  ["a public ACL", "aws:s3/bucketAcl:BucketAcl", { acl: "private" }, { acl: "public-read" }, "broader"],
  ["a private ACL", "aws:s3/bucketAclV2:BucketAclV2", { acl: "public-read-write" }, { acl: "public-read" }, "narrower"],
  [
    "more operations of a grant",
    "aws:kms/grant:Grant",
    { keyId: "k", granteePrincipal: "p", operations: ["Decrypt"] },
    { keyId: "k", granteePrincipal: "p", operations: ["Decrypt", "Encrypt"] },
    "broader",
  ],
  [
    "more namespaces of an access policy",
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    { clusterName: "c", principalArn: "p", policyArn: "a", accessScope: { type: "namespace", namespaces: ["a"] } },
    { clusterName: "c", principalArn: "p", policyArn: "a", accessScope: { type: "cluster" } },
    "broader",
  ],
  [
    "another group of an access entry",
    "aws:eks/accessEntry:AccessEntry",
    { clusterName: "c", principalArn: "p" },
    { clusterName: "c", principalArn: "p", kubernetesGroups: ["admins"] },
    "broader",
  ],
];

describe("compareAccess of AWS policies", () => {
  it.each(CASES)("compares %s", (_, type, before, after, verdict) => {
    expect(verdictOf(type, before, after)).toBe(verdict);
  });

  it("returns nothing for types whose inputs do not decide who can access what", () => {
    expect(verdictOf("aws:sns/topicSubscription:TopicSubscription", {}, {})).toBeUndefined();
    expect(verdictOf("constructor", {}, {})).toBeUndefined();
  });

  it("names the statement and what it allows more of", () => {
    const before = { role: "a", policy: policyOf(allows("s3:Get*"), allows("sqs:SendMessage")) };
    const after = { role: "a", policy: policyOf(allows("s3:Get*"), allows("sqs:*")) };
    expect(compareAccess(rolePolicy, propertiesOf(before), propertiesOf(after))?.changes).toEqual([
      { verdict: "broader", at: "policy.Statement[1]", message: "allows more actions" },
    ]);
  });
});
