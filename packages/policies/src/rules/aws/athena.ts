import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const workgroup = "aws:athena/workgroup:Workgroup";
const database = "aws:athena/database:Database";

/** The encryption settings for query results. */
interface ResultEncryption {
  /** The property to report. */
  readonly at: string;
  readonly isConfigured: boolean;
}

export const athenaResultsEncrypted = defineViewRule({
  id: "athena-results-encrypted",
  title: "Athena workgroups and databases configure encryption for query results",
  severity: "medium",
  // Athena always encrypts managed query results: https://docs.aws.amazon.com/athena/latest/ug/managed-results.html
  on: defineView<ResultEncryption>()({
    [workgroup]: ({ configuration }) => [
      {
        at: "configuration",
        get isConfigured() {
          const { resultConfiguration } = configuration ?? {};
          return (
            (resultConfiguration !== undefined && "encryptionConfiguration" in resultConfiguration) ||
            configuration?.managedQueryResultsConfiguration?.enabled === true
          );
        },
      },
    ],
    [database]: (props) => [
      {
        at: "encryptionConfiguration",
        get isConfigured() {
          return "encryptionConfiguration" in props;
        },
      },
    ],
  }),
  why: "Query results are copies of the queried data, stored outside the bucket whose key and policy protect the original.",
  remedy:
    'For a workgroup, set encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn } in resultConfiguration. For a database, set encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: key.arn }, which replaces an existing database.',
  check: (encryption) =>
    !encryption.isConfigured && { at: encryption.at, message: "encryption for query results is not configured" },
  examples: {
    pass: [
      [
        workgroup,
        { configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_KMS" } } } },
      ],
      [workgroup, { configuration: { managedQueryResultsConfiguration: { enabled: true } } }],
      [database, { encryptionConfiguration: { encryptionOption: "SSE_KMS" } }],
    ],
    fail: [
      [workgroup, { configuration: { resultConfiguration: { outputLocation: "s3://results/" } } }],
      [database, {}],
    ],
  },
});

export const athenaWorkgroupEnforced = defineRule({
  id: "athena-workgroup-enforced",
  title: "Athena workgroups override client-side settings",
  severity: "medium",
  on: workgroup,
  why: "Clients that override the workgroup's settings can write query results to any bucket, encrypted or not.",
  remedy: "Remove enforceWorkgroupConfiguration: false. The default is true.",
  check: ({ configuration }) =>
    configuration?.enforceWorkgroupConfiguration === false && "clients can override the workgroup's settings",
  examples: {
    pass: [{}, { configuration: { enforceWorkgroupConfiguration: true } }],
    fail: [{ configuration: { enforceWorkgroupConfiguration: false } }],
  },
});

export const athenaMetrics = defineRule({
  id: "athena-metrics",
  title: "Athena workgroups publish query metrics to CloudWatch",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Athena.4"] },
  on: workgroup,
  why: "Without metrics, you cannot monitor the number, failure rate, or cost of queries.",
  remedy: "Remove publishCloudwatchMetricsEnabled: false. The default is true.",
  check: ({ configuration }) =>
    configuration?.publishCloudwatchMetricsEnabled === false && "query metrics are not published to CloudWatch",
  examples: {
    pass: [{}, { configuration: { publishCloudwatchMetricsEnabled: true } }],
    fail: [{ configuration: { publishCloudwatchMetricsEnabled: false } }],
  },
});
