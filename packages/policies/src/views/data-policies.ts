import { listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView } from "../authoring/define-view";
import type { Policy, Statement } from "./policy-documents";

type PolicyDocument = Document<Policy>;

const HINT =
  "pass the policy as an object, or compose it with pulumi.jsonStringify, so that the known parts can be checked";

/** Returns the policy document that a property of an object contains. */
export const policyIn = (holder: object, key = "policy"): PolicyDocument =>
  new Document(holder, key, { hint: HINT, standIns: true });

const statementsOf = (document: PolicyDocument): readonly Statement[] => listOf(document.content?.Statement);

/** Returns the statements of the policy document that a property of an object contains. */
export const statementsIn = (holder: object, key = "policy"): readonly Statement[] =>
  statementsOf(policyIn(holder, key));

/** Statements of KMS key policies. */
export const keyStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:kms/key:Key": (key) => [policyIn(key)],
    "aws:kms/externalKey:ExternalKey": (key) => [policyIn(key)],
    "aws:kms/replicaKey:ReplicaKey": (key) => [policyIn(key)],
    "aws:kms/replicaExternalKey:ReplicaExternalKey": (key) => [policyIn(key)],
    "aws:kms/keyPolicy:KeyPolicy": (policy) => [policyIn(policy)],
  }),
  statementsOf,
);

/** Statements of SQS queue policies. */
export const queueStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:sqs/queue:Queue": (queue) => [policyIn(queue)],
    "aws:sqs/queuePolicy:QueuePolicy": (policy) => [policyIn(policy)],
  }),
  statementsOf,
);

/** Statements of SNS topic policies. */
export const topicStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:sns/topic:Topic": (topic) => [policyIn(topic)],
    "aws:sns/topicPolicy:TopicPolicy": (policy) => [policyIn(policy)],
  }),
  statementsOf,
);

/** Statements of Secrets Manager resource policies. */
export const secretStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:secretsmanager/secret:Secret": (secret) => [policyIn(secret)],
    "aws:secretsmanager/secretPolicy:SecretPolicy": (policy) => [policyIn(policy)],
  }),
  statementsOf,
);

/** Statements of EFS file system policies. */
export const fileSystemStatements = deriveView(
  defineView<PolicyDocument>()({ "aws:efs/fileSystemPolicy:FileSystemPolicy": (policy) => [policyIn(policy)] }),
  statementsOf,
);

/** Statements of access policies on search domains outside a VPC. In a VPC, security groups restrict access. */
export const openDomainStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:opensearch/domain:Domain": (domain) => ("vpcOptions" in domain ? [] : [policyIn(domain, "accessPolicies")]),
    "aws:elasticsearch/domain:Domain": (domain) => ("vpcOptions" in domain ? [] : [policyIn(domain, "accessPolicies")]),
  }),
  statementsOf,
);

/** Statements of DynamoDB and Kinesis resource policies. */
export const tableStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:dynamodb/resourcePolicy:ResourcePolicy": (policy) => [policyIn(policy)],
    "aws:kinesis/resourcePolicy:ResourcePolicy": (policy) => [policyIn(policy)],
  }),
  statementsOf,
);

/** Statements of the Glue Data Catalog resource policy. */
export const catalogStatements = deriveView(
  defineView<PolicyDocument>()({ "aws:glue/resourcePolicy:ResourcePolicy": (policy) => [policyIn(policy)] }),
  statementsOf,
);

/** Statements of Backup vault access policies. */
export const vaultStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:backup/vaultPolicy:VaultPolicy": (policy) => [policyIn(policy)],
  }),
  statementsOf,
);

/** Statements of MSK cluster policies, which allow connections from other VPCs. */
export const kafkaStatements = deriveView(
  defineView<PolicyDocument>()({ "aws:msk/clusterPolicy:ClusterPolicy": (policy) => [policyIn(policy)] }),
  statementsOf,
);
