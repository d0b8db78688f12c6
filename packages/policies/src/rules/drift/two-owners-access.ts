import { oneOwnerRules, type OwnersRow, place, type Place } from "../../families/owners";

const ROLE = "aws:iam/role:Role";
const QUEUE = "aws:sqs/queue:Queue";

/** The row of a resource whose policy can also be a resource of its own. */
const policyRow = (id: string, title: string, inline: Place, separate: Place): OwnersRow => ({
  id,
  title,
  severity: "high",
  source: "the documentation of both resources",
  conflicts: [{ inline, separate: [separate] }],
});

/** Rights that both a property of their owner and resources of their own can hold. */
export const twoOwnersOfAccess = oneOwnerRules([
  {
    id: "iam-role-managed-policies-one-owner",
    title: "The managed policies of a role are either inline or attached",
    severity: "high",
    remedy: "Drop managedPolicyArns from the Role and keep RolePolicyAttachment resources.",
    source: "the documentation of aws.iam.Role",
    conflicts: [
      {
        inline: place(ROLE, "managedPolicyArns", { sample: { managedPolicyArns: [] } }),
        separate: [
          place("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"),
          place("aws:iam/policyAttachment:PolicyAttachment", "roles"),
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
        inline: place(ROLE, "inlinePolicies", { sample: { inlinePolicies: [] } }),
        separate: [place("aws:iam/rolePolicy:RolePolicy", "role")],
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
        inline: place(QUEUE, "policy", { sample: { policy: "{}" } }),
        separate: [place("aws:sqs/queuePolicy:QueuePolicy", "queueUrl")],
      },
      {
        inline: place(QUEUE, "redrivePolicy", { sample: { redrivePolicy: "{}" } }),
        separate: [place("aws:sqs/redrivePolicy:RedrivePolicy", "queueUrl")],
      },
      {
        inline: place(QUEUE, "redriveAllowPolicy", { sample: { redriveAllowPolicy: "{}" } }),
        separate: [place("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "queueUrl")],
      },
    ],
  },
  policyRow(
    "sns-policy-one-owner",
    "The policy of a topic has one owner",
    place("aws:sns/topic:Topic", "policy", { sample: { policy: "{}" } }),
    place("aws:sns/topicPolicy:TopicPolicy", "arn"),
  ),
  policyRow(
    "kms-policy-one-owner",
    "The policy of a key has one owner",
    place("aws:kms/key:Key", "policy", { sample: { policy: "{}" } }),
    place("aws:kms/keyPolicy:KeyPolicy", "keyId"),
  ),
  policyRow(
    "secret-policy-one-owner",
    "The policy of a secret has one owner",
    place("aws:secretsmanager/secret:Secret", "policy", { sample: { policy: "{}" } }),
    place("aws:secretsmanager/secretPolicy:SecretPolicy", "secretArn"),
  ),
  policyRow(
    "vpc-endpoint-policy-one-owner",
    "The policy of a VPC endpoint has one owner",
    place("aws:ec2/vpcEndpoint:VpcEndpoint", "policy", { sample: { policy: "{}" } }),
    place("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "vpcEndpointId"),
  ),
]);
