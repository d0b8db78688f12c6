import {
  ownerConflictRules,
  type OwnerConflictRow,
  ownedProperty,
  type OwnedProperty,
} from "../../rule-factories/owners";

const ROLE = "aws:iam/role:Role";
const QUEUE = "aws:sqs/queue:Queue";

/** The row of a resource whose policy can also be a resource of its own. */
const policyRow = (id: string, title: string, inline: OwnedProperty, separate: OwnedProperty): OwnerConflictRow => ({
  id,
  title,
  severity: "high",
  source: "the documentation of both resources",
  conflicts: [{ inline, separate: [separate] }],
});

/** Rights that both a property of their owner and resources of their own can hold. */
export const twoOwnersOfAccess = ownerConflictRules([
  {
    id: "iam-role-managed-policies-one-owner",
    title: "The managed policies of a role are either inline or attached",
    severity: "high",
    remedy: "Drop managedPolicyArns from the Role and keep RolePolicyAttachment resources.",
    source: "the documentation of aws.iam.Role",
    conflicts: [
      {
        inline: ownedProperty(ROLE, "managedPolicyArns", { sample: { managedPolicyArns: [] } }),
        separate: [
          ownedProperty("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"),
          ownedProperty("aws:iam/policyAttachment:PolicyAttachment", "roles"),
        ],
      },
    ],
  },
  {
    id: "iam-role-inline-policies-one-owner",
    title: "The inline policies of a role are either in it or resources of their own",
    severity: "high",
    remedy: "Drop inlinePolicies from the Role and keep RolePolicy resources.",
    source: "the documentation of aws.iam.Role",
    conflicts: [
      {
        inline: ownedProperty(ROLE, "inlinePolicies", { sample: { inlinePolicies: [] } }),
        separate: [ownedProperty("aws:iam/rolePolicy:RolePolicy", "role")],
      },
    ],
  },
  {
    id: "sqs-policies-one-owner",
    title: "The policies of a queue are either in it or resources of their own",
    severity: "high",
    remedy:
      "Drop policy, redrivePolicy and redriveAllowPolicy from the Queue and keep QueuePolicy, RedrivePolicy and RedriveAllowPolicy resources.",
    source: "the documentation of aws.sqs.Queue",
    conflicts: [
      {
        inline: ownedProperty(QUEUE, "policy", { sample: { policy: "{}" } }),
        separate: [ownedProperty("aws:sqs/queuePolicy:QueuePolicy", "queueUrl")],
      },
      {
        inline: ownedProperty(QUEUE, "redrivePolicy", { sample: { redrivePolicy: "{}" } }),
        separate: [ownedProperty("aws:sqs/redrivePolicy:RedrivePolicy", "queueUrl")],
      },
      {
        inline: ownedProperty(QUEUE, "redriveAllowPolicy", { sample: { redriveAllowPolicy: "{}" } }),
        separate: [ownedProperty("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "queueUrl")],
      },
    ],
  },
  policyRow(
    "sns-policy-one-owner",
    "The policy of a topic has one owner",
    ownedProperty("aws:sns/topic:Topic", "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:sns/topicPolicy:TopicPolicy", "arn"),
  ),
  policyRow(
    "kms-policy-one-owner",
    "The policy of a key has one owner",
    ownedProperty("aws:kms/key:Key", "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:kms/keyPolicy:KeyPolicy", "keyId"),
  ),
  policyRow(
    "secret-policy-one-owner",
    "The policy of a secret has one owner",
    ownedProperty("aws:secretsmanager/secret:Secret", "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:secretsmanager/secretPolicy:SecretPolicy", "secretArn"),
  ),
  policyRow(
    "vpc-endpoint-policy-one-owner",
    "The policy of a VPC endpoint has one owner",
    ownedProperty("aws:ec2/vpcEndpoint:VpcEndpoint", "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "vpcEndpointId"),
  ),
]);
