import { examplePlan, idOf } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf } from "../../kernel/connectives";
import { patch, type Patch } from "../../kernel/patch";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";
import { defineView } from "../../authoring/define-view";
import { tableStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";

const table = "aws:dynamodb/table:Table";
const replica = "aws:dynamodb/tableReplica:TableReplica";
const target = "aws:appautoscaling/target:Target";
const scaling = "aws:appautoscaling/policy:Policy";
const dax = "aws:dax/cluster:Cluster";

/** What a table and a replica of it both have, under other names. */
interface StoredTable {
  readonly isRecoverable: boolean | undefined;
  readonly hasOwnKey: boolean;
  readonly deletionProtectionEnabled?: boolean | undefined;
  readonly recoverable: () => Patch;
  readonly protected: () => Patch;
}

/** Names below alias/aws/ are those of keys of AWS: https://docs.aws.amazon.com/kms/latest/developerguide/alias-create.html */
const isOwnKey = (key = "") => key !== "" && !/(^|:)alias\/aws\//.test(key);

const tables = defineView<StoredTable>()({
  [table]: (props) => [
    {
      get isRecoverable() {
        return props.pointInTimeRecovery?.enabled;
      },
      get hasOwnKey() {
        const encryption = props.serverSideEncryption;
        return allOf(
          () => isOwnKey(encryption?.kmsKeyArn),
          () => encryption?.enabled === true,
        );
      },
      get deletionProtectionEnabled() {
        return props.deletionProtectionEnabled;
      },
      recoverable: () => patch(props, { pointInTimeRecovery: { enabled: true } }),
      protected: () => patch(props, { deletionProtectionEnabled: true }),
    },
  ],
  [replica]: (props) => [
    {
      get isRecoverable() {
        return props.pointInTimeRecovery;
      },
      get hasOwnKey() {
        return isOwnKey(props.kmsKeyArn);
      },
      get deletionProtectionEnabled() {
        return props.deletionProtectionEnabled;
      },
      recoverable: () => patch(props, { pointInTimeRecovery: true }),
      protected: () => patch(props, { deletionProtectionEnabled: true }),
    },
  ],
});

export const dynamodbPitr = defineViewRule({
  id: "dynamodb-pitr",
  title: "Tables can be restored to any second",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["DynamoDB.2"] },
  on: tables,
  why: "What a bad deployment overwrites or deletes cannot be brought back.",
  remedy: "Set pointInTimeRecovery: { enabled: true }; on a TableReplica, pointInTimeRecovery: true.",
  check: ({ isRecoverable }) => isRecoverable !== true && "the table cannot be restored",
  fix: (one) => one.recoverable(),
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
  title: "Tables cannot be deleted by mistake",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["DynamoDB.6"] },
  on: tables,
  why: "A renamed resource, a changed key attribute or a wrong stack deletes the table with all that is in it.",
  remedy: "Set deletionProtectionEnabled: true.",
  check: ({ deletionProtectionEnabled }) => deletionProtectionEnabled !== true && "the table can be deleted",
  fix: (one) => one.protected(),
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
  title: "Tables are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: tables,
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
  why: "DynamoDB encrypts everything, but with its own key each use goes unrecorded and nobody can take the key away.",
  remedy: "Set serverSideEncryption: { enabled: true, kmsKeyArn: key.arn }; on a TableReplica, kmsKeyArn.",
  check: ({ hasOwnKey }) => !hasOwnKey && "no key is named",
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

/** A target alone only says how far the capacity may go; its policies say when. They name it, or the table as well. */
const isScaled = (graph: Graph, one: GraphResource<typeof table>): boolean =>
  anyOf(
    () => graph.referrers(one, scaling, "resourceId").some(Boolean),
    () =>
      graph
        .referrers(one, target, "resourceId")
        .some((scaled) => graph.referrers(scaled, scaling, "resourceId").some(Boolean)),
  );

export const dynamodbScaling = defineStackRule({
  id: "dynamodb-scaling",
  title: "Tables take as much as is asked of them",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["DynamoDB.1"] },
  types: [table],
  why: "Above its fixed capacity the table refuses requests; below it, capacity is paid for nothing.",
  remedy: 'Set billingMode: "PAY_PER_REQUEST", or add an aws.appautoscaling.Target and Policy for the table.',
  check: (graph) =>
    graph.byType(table).map(
      (resource) =>
        allOf(
          () => (resource.props.billingMode ?? "PROVISIONED") === "PROVISIONED",
          () => !isScaled(graph, resource),
        ) && { resource, message: "the capacity of the table is fixed" },
    ),
  examples: {
    pass: [
      examplePlan({ table: [table, { billingMode: "PAY_PER_REQUEST" }] }),
      examplePlan({
        table: [table, {}],
        target: [target, { resourceId: idOf("table") }],
        policy: [scaling, { resourceId: idOf("target"), policyType: "TargetTrackingScaling" }],
      }),
    ],
    fail: [
      examplePlan({ table: [table, { billingMode: "PROVISIONED" }] }),
      examplePlan({ table: [table, {}], target: [target, { resourceId: idOf("table") }] }),
    ],
  },
});

const reading = { Effect: "Allow", Action: "dynamodb:GetItem", Resource: "*" };
const policy = "aws:dynamodb/resourcePolicy:ResourcePolicy";

export const dynamodbPolicyNotPublic = defineViewRule({
  id: "table-policy-not-public",
  title: "Policies of tables and streams let nobody in but whom they name",
  severity: "critical",
  on: tableStatements,
  why: "Everyone who has an AWS account can do what the statement allows.",
  remedy: 'Name the principals, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
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
  title: "Caches of DynamoDB are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["DynamoDB.3"] },
  on: dax,
  why: "The cache keeps items of encrypted tables on disks that are not, and cannot be encrypted later.",
  remedy: "Set serverSideEncryption: { enabled: true }. That replaces a cluster that exists.",
  check: ({ serverSideEncryption }) => serverSideEncryption?.enabled !== true && "the cache is not encrypted",
  examples: {
    pass: [{ serverSideEncryption: { enabled: true } }],
    fail: [{}, { serverSideEncryption: { enabled: false } }],
  },
});

export const daxTls = defineRule({
  id: "dax-tls",
  title: "Caches of DynamoDB are reached over TLS",
  severity: "medium",
  controls: { "aws-fsbp": ["DynamoDB.7"] },
  on: dax,
  why: "Items that DynamoDB only hands out over TLS go over the network in the clear.",
  remedy: 'Set clusterEndpointEncryptionType: "TLS". That replaces a cluster that exists.',
  check: ({ clusterEndpointEncryptionType = "NONE" }) =>
    clusterEndpointEncryptionType !== "TLS" && "the cache is reached without TLS",
  examples: {
    pass: [{ clusterEndpointEncryptionType: "TLS" }],
    fail: [{}, { clusterEndpointEncryptionType: "NONE" }],
  },
});
