import { policyOf } from "../../authoring/example-policy";
import { anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { kafkaStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";

const cluster = "aws:msk/cluster:Cluster";
const connector = "aws:mskconnect/connector:Connector";
const policy = "aws:msk/clusterPolicy:ClusterPolicy";

export const mskPrivate = defineRule({
  id: "msk-private",
  title: "Brokers of Kafka have no public address",
  severity: "critical",
  controls: { "aws-fsbp": ["MSK.4"] },
  on: cluster,
  why: "Only a security group and the authentication of Kafka stand between all topics and the internet.",
  remedy: 'Set connectivityInfo: { publicAccess: { type: "DISABLED" } } in brokerNodeGroupInfo, or drop it.',
  check: ({ brokerNodeGroupInfo }) =>
    (brokerNodeGroupInfo?.connectivityInfo?.publicAccess?.type ?? "DISABLED") !== "DISABLED" &&
    "brokers have public addresses",
  examples: {
    pass: [{}, { brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type: "DISABLED" } } } }],
    fail: [{ brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } } } }],
  },
});

export const mskTls = defineRule({
  id: "msk-tls",
  title: "Kafka talks over TLS alone",
  severity: "high",
  controls: { "aws-fsbp": ["MSK.1"] },
  on: cluster,
  why: "Passwords and messages go over the network in the clear.",
  remedy: 'Set encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true } }, or drop it.',
  check: ({ encryptionInfo }) =>
    anyOf(
      () => (encryptionInfo?.encryptionInTransit?.clientBroker ?? "TLS") !== "TLS",
      () => encryptionInfo?.encryptionInTransit?.inCluster === false,
    ) && { at: "encryptionInfo", message: "a part of the traffic is not encrypted" },
  examples: {
    pass: [{}, { encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true } } }],
    fail: [
      { encryptionInfo: { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT" } } },
      { encryptionInfo: { encryptionInTransit: { inCluster: false } } },
    ],
  },
});

type Authentication = InputsOf<typeof cluster>["clientAuthentication"];

const asksWho = (authentication: Authentication): boolean =>
  anyOf(
    () => authentication?.sasl?.iam === true,
    () => authentication?.sasl?.scram === true,
    () => authentication?.tls !== undefined,
  );

export const mskAuthenticated = defineRule({
  id: "msk-authenticated",
  title: "Kafka asks who connects",
  severity: "high",
  controls: { "aws-fsbp": ["MSK.6"] },
  on: cluster,
  // https://docs.aws.amazon.com/msk/latest/developerguide/kafka_apis_iam.html: without any method, everyone is let in
  why: "Everything that reaches the brokers over the network reads and writes every topic.",
  remedy: "Set clientAuthentication: { sasl: { iam: true } } and drop unauthenticated.",
  check: ({ clientAuthentication }) =>
    anyOf(
      () => clientAuthentication?.unauthenticated === true,
      () => !asksWho(clientAuthentication),
    ) && { at: "clientAuthentication", message: "whoever reaches the brokers may use them" },
  examples: {
    pass: [{ clientAuthentication: { sasl: { iam: true } } }, { clientAuthentication: { tls: {} } }],
    fail: [{}, { clientAuthentication: { sasl: { iam: true }, unauthenticated: true } }],
  },
});

export const mskCustomerKey = defineRule({
  id: "msk-customer-key",
  title: "Kafka is encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: cluster,
  why: "The key of AWS cannot be taken away, nor its use be limited, and it cannot be changed later.",
  remedy: "Set encryptionInfo: { encryptionAtRestKmsKeyArn: key.arn }. That replaces a cluster that exists.",
  check: ({ encryptionInfo }) =>
    !(encryptionInfo !== undefined && "encryptionAtRestKmsKeyArn" in encryptionInfo) && {
      at: "encryptionInfo",
      message: "no key is named",
    },
  examples: {
    pass: [{ encryptionInfo: { encryptionAtRestKmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
    fail: [{}, { encryptionInfo: {} }],
  },
});

export const mskLogs = defineRule({
  id: "msk-logs",
  title: "Brokers of Kafka write logs",
  severity: "medium",
  on: cluster,
  why: "Nobody sees who was refused, nor why brokers fail.",
  remedy: "Set loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup } } }.",
  check: ({ loggingInfo }) =>
    !anyOf(
      () => loggingInfo?.brokerLogs?.cloudwatchLogs?.enabled === true,
      () => loggingInfo?.brokerLogs?.firehose?.enabled === true,
      () => loggingInfo?.brokerLogs?.s3?.enabled === true,
    ) && { at: "loggingInfo", message: "brokers write no logs" },
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
  title: "Kafka reports each topic",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["MSK.2"] },
  on: cluster,
  why: "Nobody sees which topic fills the disks or which consumer falls behind.",
  remedy: 'Set enhancedMonitoring: "PER_TOPIC_PER_BROKER", or "PER_TOPIC_PER_PARTITION".',
  check: ({ enhancedMonitoring = "DEFAULT" }) =>
    !["PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"].includes(enhancedMonitoring) && "topics are not reported",
  examples: {
    pass: [{ enhancedMonitoring: "PER_TOPIC_PER_BROKER" }, { enhancedMonitoring: "PER_TOPIC_PER_PARTITION" }],
    fail: [{}, { enhancedMonitoring: "PER_BROKER" }],
  },
});

export const mskConnectTls = defineRule({
  id: "msk-connect-tls",
  title: "Connectors of Kafka connect over TLS",
  severity: "medium",
  controls: { "aws-fsbp": ["MSK.3"] },
  on: connector,
  why: "Passwords and messages go over the network in the clear.",
  remedy: 'Set kafkaClusterEncryptionInTransit: { encryptionType: "TLS" }; left out, it is PLAINTEXT.',
  check: ({ kafkaClusterEncryptionInTransit: transit }) =>
    (transit?.encryptionType ?? "PLAINTEXT") !== "TLS" && "the connector connects without TLS",
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
  title: "Connectors of Kafka write logs",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["MSK.5"] },
  on: connector,
  why: "Nobody sees why a connector stopped, or what it skipped.",
  remedy: "Set logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: true, logGroup } } }.",
  check: ({ logDelivery }) =>
    !anyOf(
      () => logDelivery?.workerLogDelivery?.cloudwatchLogs?.enabled === true,
      () => logDelivery?.workerLogDelivery?.firehose?.enabled === true,
      () => logDelivery?.workerLogDelivery?.s3?.enabled === true,
    ) && { at: "logDelivery", message: "the connector writes no logs" },
  examples: {
    pass: [
      { logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: true, logGroup: "kafka" } } } },
      { logDelivery: { workerLogDelivery: { s3: { enabled: true } } } },
      { logDelivery: { workerLogDelivery: { firehose: { enabled: true } } } },
    ],
    fail: [{}, { logDelivery: { workerLogDelivery: { cloudwatchLogs: { enabled: false } } } }],
  },
});

const connecting = { Effect: "Allow", Action: "kafka:CreateVpcConnection", Resource: "*" };

export const mskPolicyNotPublic = defineViewRule({
  id: "msk-policy-not-public",
  title: "Policies of Kafka let nobody in but whom they name",
  severity: "critical",
  on: kafkaStatements,
  why: "Everyone who has an AWS account can connect to the brokers from a network of their own.",
  remedy: "Name the accounts: Principal: { AWS: […] }.",
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [[policy, policyOf({ ...connecting, Principal: { AWS: "123456789012" } })]],
    fail: [[policy, policyOf([{ ...connecting, Principal: "*" }])]],
  },
});
