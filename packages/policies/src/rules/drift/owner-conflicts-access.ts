import {
  ownerConflictRules,
  type OwnerConflictRow,
  ownedProperty,
  type OwnedProperty,
} from "../../rule-factories/owner-conflicts";

const ROLE = "aws:iam/role:Role";
const QUEUE = "aws:sqs/queue:Queue";

/** Returns the row for a policy that is either a property of its owner or a separate resource. */
const policyRow = (id: string, title: string, inline: OwnedProperty, separate: OwnedProperty): OwnerConflictRow => ({
  id,
  title,
  severity: "high",
  source: "the documentation for both resources",
  conflicts: [{ inline, separate: [separate] }],
});

/** Permissions that are either a property of their owner or separate resources. */
export const accessOwnerConflicts = ownerConflictRules([
  {
    id: "iam-role-managed-policies-one-owner",
    title: "IAM role managed policies are attached either inline or with separate resources, not both",
    severity: "high",
    remedy: "Remove managedPolicyArns from the Role, and keep the RolePolicyAttachment resources.",
    source: "the documentation for aws.iam.Role",
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
    title: "IAM role inline policies are declared either inline or as separate resources, not both",
    severity: "high",
    remedy: "Remove inlinePolicies from the Role, and keep the RolePolicy resources.",
    source: "the documentation for aws.iam.Role",
    conflicts: [
      {
        inline: ownedProperty(ROLE, "inlinePolicies", { sample: { inlinePolicies: [] } }),
        separate: [ownedProperty("aws:iam/rolePolicy:RolePolicy", "role")],
      },
    ],
  },
  {
    id: "sqs-policies-one-owner",
    title: "SQS queue and redrive policies are declared either inline or as separate resources, not both",
    severity: "high",
    remedy:
      "Remove policy, redrivePolicy, and redriveAllowPolicy from the Queue, and keep the QueuePolicy, RedrivePolicy, and RedriveAllowPolicy resources.",
    source: "the documentation for aws.sqs.Queue",
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
    "SNS topic policies are declared either inline or as separate resources, not both",
    ownedProperty("aws:sns/topic:Topic", "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:sns/topicPolicy:TopicPolicy", "arn"),
  ),
  policyRow(
    "kms-policy-one-owner",
    "KMS key policies are declared either inline or as separate resources, not both",
    ownedProperty("aws:kms/key:Key", "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:kms/keyPolicy:KeyPolicy", "keyId"),
  ),
  policyRow(
    "secret-policy-one-owner",
    "Secrets Manager secret policies are declared either inline or as separate resources, not both",
    ownedProperty("aws:secretsmanager/secret:Secret", "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:secretsmanager/secretPolicy:SecretPolicy", "secretArn"),
  ),
  policyRow(
    "vpc-endpoint-policy-one-owner",
    "VPC endpoint policies are declared either inline or as separate resources, not both",
    ownedProperty("aws:ec2/vpcEndpoint:VpcEndpoint", "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "vpcEndpointId"),
  ),
]);
