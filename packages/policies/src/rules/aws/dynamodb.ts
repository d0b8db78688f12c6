import { isCustomerKey } from "../../conditions/customer-keys";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf } from "../../kernel/connectives";
import { patch, type Patch } from "../../kernel/patch";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";
import { defineView } from "../../authoring/define-view";
import { tableStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";

const table = "aws:dynamodb/table:Table";
const replica = "aws:dynamodb/tableReplica:TableReplica";
const target = "aws:appautoscaling/target:Target";
const scaling = "aws:appautoscaling/policy:Policy";
const dax = "aws:dax/cluster:Cluster";

/** The settings that tables and table replicas share, partly under different property names. */
interface TableSettings {
  readonly hasPointInTimeRecovery: boolean | undefined;
  readonly hasCustomerKey: boolean;
  readonly deletionProtectionEnabled?: boolean | undefined;
  readonly recoveryPatch: () => Patch;
  readonly deletionProtectionPatch: () => Patch;
}

const tables = defineView<TableSettings>()({
  [table]: (props) => [
    {
      get hasPointInTimeRecovery() {
        return props.pointInTimeRecovery?.enabled;
      },
      get hasCustomerKey() {
        const encryption = props.serverSideEncryption;
        return allOf(
          () => isCustomerKey(encryption?.kmsKeyArn),
          () => encryption?.enabled === true,
        );
      },
      get deletionProtectionEnabled() {
        return props.deletionProtectionEnabled;
      },
      recoveryPatch: () => patch(props, { pointInTimeRecovery: { enabled: true } }),
      deletionProtectionPatch: () => patch(props, { deletionProtectionEnabled: true }),
    },
  ],
  [replica]: (props) => [
    {
      get hasPointInTimeRecovery() {
        return props.pointInTimeRecovery;
      },
      get hasCustomerKey() {
        return isCustomerKey(props.kmsKeyArn);
      },
      get deletionProtectionEnabled() {
        return props.deletionProtectionEnabled;
      },
      recoveryPatch: () => patch(props, { pointInTimeRecovery: true }),
      deletionProtectionPatch: () => patch(props, { deletionProtectionEnabled: true }),
    },
  ],
});

export const dynamodbPitr = defineViewRule({
  id: "dynamodb-pitr",
  title: "DynamoDB tables and replicas have point-in-time recovery enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["DynamoDB.2"] },
  on: tables,
  why: "Without point-in-time recovery, data that a faulty deployment overwrites or deletes cannot be restored.",
  remedy: "Set pointInTimeRecovery: { enabled: true }. On a TableReplica, set pointInTimeRecovery: true.",
  check: ({ hasPointInTimeRecovery }) => hasPointInTimeRecovery !== true && "point-in-time recovery is not enabled",
  fix: (settings) => settings.recoveryPatch(),
  examples: {
    pass: [
      [table, { pointInTimeRecovery: { enabled: true } }],
      [replica, { pointInTimeRecovery: true }],
    ],
    fail: [
      [table, {}],
      [table, { pointInTimeRecovery: { enabled: false } }],
      [replica, {}],
    ],
  },
});

export const dynamodbDeleteProtection = defineViewRule({
  id: "dynamodb-delete-protection",
  title: "DynamoDB tables and replicas have deletion protection enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["DynamoDB.6"] },
  on: tables,
  why: "Renaming the resource, changing a key attribute, or destroying the wrong stack deletes the table and all of its data.",
  remedy: "Set deletionProtectionEnabled: true.",
  check: ({ deletionProtectionEnabled }) => deletionProtectionEnabled !== true && "deletion protection is not enabled",
  fix: (settings) => settings.deletionProtectionPatch(),
  examples: {
    pass: [
      [table, { deletionProtectionEnabled: true }],
      [replica, { deletionProtectionEnabled: true }],
    ],
    fail: [
      [table, {}],
      [replica, { deletionProtectionEnabled: false }],
    ],
  },
});

export const dynamodbCustomerKey = defineViewRule({
  id: "dynamodb-customer-key",
  title: "DynamoDB tables and replicas are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: tables,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
  why: "By default, DynamoDB encrypts data with an AWS owned key whose use you can neither audit nor revoke.",
  remedy:
    "Set serverSideEncryption: { enabled: true, kmsKeyArn: key.arn }. On a TableReplica, set kmsKeyArn: key.arn, which replaces an existing replica.",
  check: ({ hasCustomerKey }) => !hasCustomerKey && "not encrypted with a customer managed key",
  examples: {
    pass: [
      [table, { serverSideEncryption: { enabled: true, kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/1" } }],
      [replica, { kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/1" }],
    ],
    fail: [
      [table, {}],
      [table, { serverSideEncryption: { enabled: true } }],
      [table, { serverSideEncryption: { enabled: false, kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/1" } }],
      [table, { serverSideEncryption: { enabled: true, kmsKeyArn: "alias/aws/dynamodb" } }],
      [replica, {}],
    ],
  },
});

/** Whether a scaling policy changes the capacity of a table. A policy refers to the table or to its scalable target. */
const isScaled = (graph: Graph, resource: GraphResource<typeof table>): boolean =>
  anyOf(
    () => graph.referrers(resource, scaling, "resourceId").some(Boolean),
    () =>
      graph
        .referrers(resource, target, "resourceId")
        .some((scalableTarget) => graph.referrers(scalableTarget, scaling, "resourceId").some(Boolean)),
  );

export const dynamodbScaling = defineStackRule({
  id: "dynamodb-scaling",
  title: "DynamoDB tables use on-demand capacity or auto scaling",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["DynamoDB.1"] },
  types: [table],
  why: "A table with provisioned capacity but without auto scaling throttles requests under high load, and you pay for unused capacity under low load.",
  remedy:
    'Set billingMode: "PAY_PER_REQUEST", or add an aws.appautoscaling.Target and an aws.appautoscaling.Policy for the table.',
  check: (graph) =>
    graph.byType(table).map(
      (resource) =>
        allOf(
          () => (resource.props.billingMode ?? "PROVISIONED") === "PROVISIONED",
          () => !isScaled(graph, resource),
        ) && { resource, message: "the table has provisioned capacity without auto scaling" },
    ),
  examples: {
    pass: [
      examplePlan({ table: [table, { billingMode: "PAY_PER_REQUEST" }] }),
      examplePlan({
        table: [table, {}],
        target: [target, { resourceId: exampleId("table") }],
        policy: [scaling, { resourceId: exampleId("target"), policyType: "TargetTrackingScaling" }],
      }),
    ],
    fail: [
      examplePlan({ table: [table, { billingMode: "PROVISIONED" }] }),
      examplePlan({ table: [table, {}], target: [target, { resourceId: exampleId("table") }] }),
    ],
  },
});

const reading = { Effect: "Allow", Action: "dynamodb:GetItem", Resource: "*" };
const policy = "aws:dynamodb/resourcePolicy:ResourcePolicy";

export const dynamodbPolicyNotPublic = defineViewRule({
  id: "table-policy-not-public",
  title: "DynamoDB and Kinesis resource-based policies do not allow public access",
  severity: "critical",
  on: tableStatements,
  why: "Anyone with an AWS account can perform the actions that the statement allows.",
  remedy:
    'Set Principal to specific accounts or roles, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows public access",
  examples: {
    pass: [[policy, policyOf({ ...reading, Principal: { AWS: "123456789012" } })]],
    fail: [
      [policy, policyOf({ ...reading, Principal: "*" })],
      ["aws:kinesis/resourcePolicy:ResourcePolicy", policyOf({ ...reading, Principal: { AWS: "*" } })],
    ],
  },
});

export const daxEncrypted = defineRule({
  id: "dax-encrypted",
  title: "DynamoDB Accelerator (DAX) clusters are encrypted at rest",
  severity: "medium",
  controls: { "aws-fsbp": ["DynamoDB.3"] },
  on: dax,
  why: "The cluster stores items from encrypted tables on unencrypted disks, and encryption cannot be enabled later.",
  remedy: "Set serverSideEncryption: { enabled: true }. This change replaces an existing cluster.",
  check: ({ serverSideEncryption }) => serverSideEncryption?.enabled !== true && "encryption at rest is not enabled",
  examples: {
    pass: [{ serverSideEncryption: { enabled: true } }],
    fail: [{}, { serverSideEncryption: { enabled: false } }],
  },
});

export const daxTls = defineRule({
  id: "dax-tls",
  title: "DynamoDB Accelerator (DAX) clusters encrypt data in transit",
  severity: "medium",
  controls: { "aws-fsbp": ["DynamoDB.7"] },
  on: dax,
  why: "Without TLS, cached items cross the network in plaintext.",
  remedy: 'Set clusterEndpointEncryptionType: "TLS". This change replaces an existing cluster.',
  check: ({ clusterEndpointEncryptionType = "NONE" }) =>
    clusterEndpointEncryptionType !== "TLS" && "TLS is not enabled for the cluster endpoint",
  examples: {
    pass: [{ clusterEndpointEncryptionType: "TLS" }],
    fail: [{}, { clusterEndpointEncryptionType: "NONE" }],
  },
});
