import { listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView } from "../authoring/define-view";
import type { Policy, Statement } from "./policy-documents";

type PolicyDocument = Document<Policy>;

const HINT = "if the policy is passed as an object instead of a text, what is known of it can be judged";

/** The policy that an object holds. */
export const policyIn = (holder: object, key = "policy"): PolicyDocument => new Document(holder, key, { hint: HINT });

const statementsOf = (document: PolicyDocument): readonly Statement[] => listOf(document.content?.Statement);

/** The statements of the policy that an object holds. */
export const statementsIn = (holder: object, key = "policy"): readonly Statement[] =>
  statementsOf(policyIn(holder, key));

/** Who may use keys. */
export const keyStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:kms/key:Key": (key) => [policyIn(key)],
    "aws:kms/externalKey:ExternalKey": (key) => [policyIn(key)],
    "aws:kms/replicaKey:ReplicaKey": (key) => [policyIn(key)],
    "aws:kms/replicaExternalKey:ReplicaExternalKey": (key) => [policyIn(key)],
    "aws:kms/keyPolicy:KeyPolicy": (separate) => [policyIn(separate)],
  }),
  statementsOf,
);

/** Who may use queues. */
export const queueStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:sqs/queue:Queue": (queue) => [policyIn(queue)],
    "aws:sqs/queuePolicy:QueuePolicy": (separate) => [policyIn(separate)],
  }),
  statementsOf,
);

/** Who may use topics. */
export const topicStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:sns/topic:Topic": (topic) => [policyIn(topic)],
    "aws:sns/topicPolicy:TopicPolicy": (separate) => [policyIn(separate)],
  }),
  statementsOf,
);

/** Who may use secrets. */
export const secretStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:secretsmanager/secret:Secret": (secret) => [policyIn(secret)],
    "aws:secretsmanager/secretPolicy:SecretPolicy": (separate) => [policyIn(separate)],
  }),
  statementsOf,
);

/** Who may mount file systems. */
export const fileSystemStatements = deriveView(
  defineView<PolicyDocument>()({ "aws:efs/fileSystemPolicy:FileSystemPolicy": (separate) => [policyIn(separate)] }),
  statementsOf,
);

/** Who may search domains that stand in no network: in one, its security groups say who reaches the domain. */
export const openDomainStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:opensearch/domain:Domain": (domain) => ("vpcOptions" in domain ? [] : [policyIn(domain, "accessPolicies")]),
    "aws:elasticsearch/domain:Domain": (domain) => ("vpcOptions" in domain ? [] : [policyIn(domain, "accessPolicies")]),
  }),
  statementsOf,
);

/** Who may read and write tables and streams of data. */
export const tableStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:dynamodb/resourcePolicy:ResourcePolicy": (separate) => [policyIn(separate)],
    "aws:kinesis/resourcePolicy:ResourcePolicy": (separate) => [policyIn(separate)],
  }),
  statementsOf,
);

/** Who may use the catalogue of tables. */
export const catalogueStatements = deriveView(
  defineView<PolicyDocument>()({ "aws:glue/resourcePolicy:ResourcePolicy": (separate) => [policyIn(separate)] }),
  statementsOf,
);

/** Who may use vaults of backups. */
export const vaultStatements = deriveView(
  defineView<PolicyDocument>()({
    "aws:backup/vaultPolicy:VaultPolicy": (separate) => [policyIn(separate)],
  }),
  statementsOf,
);

/** Who may connect to clusters of Kafka from other networks. */
export const kafkaStatements = deriveView(
  defineView<PolicyDocument>()({ "aws:msk/clusterPolicy:ClusterPolicy": (separate) => [policyIn(separate)] }),
  statementsOf,
);
