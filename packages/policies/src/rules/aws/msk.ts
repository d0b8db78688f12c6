import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { policyOf } from "../../authoring/example-policy";
import { anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { kafkaStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";

const cluster = "aws:msk/cluster:Cluster";
const connector = "aws:mskconnect/connector:Connector";
const policy = "aws:msk/clusterPolicy:ClusterPolicy";

export const mskPrivate = defineRule({
  id: "msk-private",
  title: "Amazon MSK clusters have public access disabled",
  severity: "critical",
  controls: { "aws-fsbp": ["MSK.4"] },
  on: cluster,
  why: "Anyone on the internet can try to connect to the brokers, which are protected only by a security group and Kafka authentication.",
  remedy:
    'Set connectivityInfo: { publicAccess: { type: "DISABLED" } } in brokerNodeGroupInfo, or remove connectivityInfo.',
  check: ({ brokerNodeGroupInfo }) =>
    (brokerNodeGroupInfo?.connectivityInfo?.publicAccess?.type ?? "DISABLED") !== "DISABLED" &&
    "the brokers are publicly accessible",
  examples: {
    pass: [{}, { brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type: "DISABLED" } } } }],
    fail: [{ brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } } } }],
  },
});

export const mskTls = defineRule({
  id: "msk-tls",
  title: "Amazon MSK clusters require TLS for client and inter-broker traffic",
  severity: "high",
  controls: { "aws-fsbp": ["MSK.1"] },
  on: cluster,
  why: "Messages and passwords can cross the network unencrypted.",
  remedy:
    'Set encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true } }, or remove encryptionInTransit. Changing inCluster replaces an existing cluster.',
  check: ({ encryptionInfo }) =>
    anyOf(
      () => (encryptionInfo?.encryptionInTransit?.clientBroker ?? "TLS") !== "TLS",
      () => encryptionInfo?.encryptionInTransit?.inCluster === false,
    ) && { at: "encryptionInfo", message: "client or inter-broker traffic can be unencrypted" },
  examples: {
    pass: [{}, { encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true } } }],
    fail: [
      { encryptionInfo: { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT" } } },
      { encryptionInfo: { encryptionInTransit: { inCluster: false } } },
    ],
  },
});

type Authentication = InputsOf<typeof cluster>["clientAuthentication"];

const hasAuthentication = (authentication: Authentication): boolean =>
  anyOf(
    () => authentication?.sasl?.iam === true,
    () => authentication?.sasl?.scram === true,
    () => authentication?.tls !== undefined,
  );

export const mskAuthenticated = defineRule({
  id: "msk-authenticated",
  title: "Amazon MSK clusters require client authentication",
  severity: "high",
  controls: { "aws-fsbp": ["MSK.6"] },
  on: cluster,
  // https://docs.aws.amazon.com/msk/latest/developerguide/kafka_apis_iam.html: without an authentication method, all clients can connect
  why: "Anyone who can reach the brokers over the network can read and write every topic.",
  remedy: "Set clientAuthentication: { sasl: { iam: true } }, and remove unauthenticated: true.",
  check: ({ clientAuthentication }) =>
    anyOf(
      () => clientAuthentication?.unauthenticated === true,
      () => !hasAuthentication(clientAuthentication),
    ) && { at: "clientAuthentication", message: "unauthenticated clients can connect" },
  examples: {
    pass: [{ clientAuthentication: { sasl: { iam: true } } }, { clientAuthentication: { tls: {} } }],
    fail: [{}, { clientAuthentication: { sasl: { iam: true }, unauthenticated: true } }],
  },
});

export const mskCustomerKey = defineRule({
  id: "msk-customer-key",
  title: "Amazon MSK clusters are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: cluster,
  why: "You cannot disable the AWS managed key or restrict its use, and the key cannot be changed after the cluster is created.",
  remedy: "Set encryptionInfo: { encryptionAtRestKmsKeyArn: key.arn }. This change replaces an existing cluster.",
  check: ({ encryptionInfo }) =>
    !specifiesCustomerKey(encryptionInfo, "encryptionAtRestKmsKeyArn") && {
      at: "encryptionInfo",
      message: "not encrypted with a customer managed key",
    },
  examples: {
    pass: [{ encryptionInfo: { encryptionAtRestKmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
    fail: [{}, { encryptionInfo: {} }],
  },
});

export const mskLogs = defineRule({
  id: "msk-logs",
  title: "Amazon MSK clusters deliver broker logs",
  severity: "medium",
  on: cluster,
  why: "Without broker logs, you cannot see refused connections or the cause of broker failures.",
  remedy: "Set loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: logs.name } } }.",
  check: ({ loggingInfo }) =>
    !anyOf(
      () => loggingInfo?.brokerLogs?.cloudwatchLogs?.enabled === true,
      () => loggingInfo?.brokerLogs?.firehose?.enabled === true,
      () => loggingInfo?.brokerLogs?.s3?.enabled === true,
    ) && { at: "loggingInfo", message: "broker log delivery is not enabled" },
  examples: {
    pass: [
      { loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: "kafka" } } } },
      { loggingInfo: { brokerLogs: { s3: { enabled: true } } } },
      { loggingInfo: { brokerLogs: { firehose: { enabled: true } } } },
    ],
    fail: [{}, { loggingInfo: { brokerLogs: { s3: { enabled: false } } } }],
  },
});

export const mskMonitoring = defineRule({
  id: "msk-monitoring",
  title: "Amazon MSK clusters have topic-level monitoring enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["MSK.2"] },
  on: cluster,
  why: "Without topic-level metrics, you cannot see which topics cause the brokers' traffic and storage growth.",
  remedy: 'Set enhancedMonitoring: "PER_TOPIC_PER_BROKER" or "PER_TOPIC_PER_PARTITION".',
  check: ({ enhancedMonitoring = "DEFAULT" }) =>
    !["PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"].includes(enhancedMonitoring) &&
    "topic-level monitoring is not enabled",
  examples: {
    pass: [{ enhancedMonitoring: "PER_TOPIC_PER_BROKER" }, { enhancedMonitoring: "PER_TOPIC_PER_PARTITION" }],
    fail: [{}, { enhancedMonitoring: "PER_BROKER" }],
  },
});

export const mskConnectTls = defineRule({
  id: "msk-connect-tls",
  title: "MSK Connect connectors use TLS to connect to Kafka brokers",
  severity: "medium",
  controls: { "aws-fsbp": ["MSK.3"] },
  on: connector,
  why: "Messages and passwords cross the network unencrypted.",
  remedy:
    'Set kafkaClusterEncryptionInTransit: { encryptionType: "TLS" }. The default is "PLAINTEXT". This change replaces an existing connector.',
  check: ({ kafkaClusterEncryptionInTransit: encryptionInTransit }) =>
    (encryptionInTransit?.encryptionType ?? "PLAINTEXT") !== "TLS" && "the connector does not use TLS",
  examples: {
    pass: [{ kafkaClusterEncryptionInTransit: { encryptionType: "TLS" } }],
    fail: [
      { kafkaClusterEncryptionInTransit: {} },
      { kafkaClusterEncryptionInTransit: { encryptionType: "PLAINTEXT" } },
    ],
  },
});

export const mskConnectLogs = defineRule({
  id: "msk-connect-logs",
  title: "MSK Connect connectors deliver worker logs",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["MSK.5"] },
  on: connector,
  why: "Without worker logs, you cannot see why a connector stopped or which records it skipped.",
  remedy:
    "Set logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: true, logGroup: logs.name } } }. This change replaces an existing connector.",
  check: ({ logDelivery }) =>
    !anyOf(
      () => logDelivery?.workerLogDelivery?.cloudwatchLogs?.enabled === true,
      () => logDelivery?.workerLogDelivery?.firehose?.enabled === true,
      () => logDelivery?.workerLogDelivery?.s3?.enabled === true,
    ) && { at: "logDelivery", message: "worker log delivery is not enabled" },
  examples: {
    pass: [
      { logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: true, logGroup: "kafka" } } } },
      { logDelivery: { workerLogDelivery: { s3: { enabled: true } } } },
      { logDelivery: { workerLogDelivery: { firehose: { enabled: true } } } },
    ],
    fail: [{}, { logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: false } } } }],
  },
});

const connectStatement = { Effect: "Allow", Action: "kafka:CreateVpcConnection", Resource: "*" };

export const mskPolicyNotPublic = defineViewRule({
  id: "msk-policy-not-public",
  title: "Amazon MSK cluster policies do not allow public access",
  severity: "critical",
  on: kafkaStatements,
  why: "Anyone with an AWS account can perform the allowed actions, such as connecting to the brokers from any VPC.",
  remedy: "Set Principal: { AWS: […] } with the accounts that need access.",
  check: (statement) => allowsPublicAccess(statement) && "a policy statement allows public access",
  examples: {
    pass: [[policy, policyOf({ ...connectStatement, Principal: { AWS: "123456789012" } })]],
    fail: [[policy, policyOf([{ ...connectStatement, Principal: "*" }])]],
  },
});
