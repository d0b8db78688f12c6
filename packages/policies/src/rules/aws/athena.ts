import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const workgroup = "aws:athena/workgroup:Workgroup";
const database = "aws:athena/database:Database";

/** Where results go, and whether something says how they are encrypted. */
interface Results {
  readonly at: string;
  readonly isEncrypted: boolean;
}

export const athenaResultsEncrypted = defineViewRule({
  id: "athena-results-encrypted",
  title: "Results of Athena are encrypted as the program says",
  severity: "medium",
  // What is managed is always encrypted: https://docs.aws.amazon.com/athena/latest/ug/managed-results.html
  on: defineView<Results>()({
    [workgroup]: ({ configuration }) => [
      {
        at: "configuration",
        get isEncrypted() {
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
        get isEncrypted() {
          return "encryptionConfiguration" in props;
        },
      },
    ],
  }),
  why: "Results repeat the data that was asked for, outside of the bucket whose key and policy protect it.",
  remedy:
    'Set encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn } in resultConfiguration; of a Database, { encryptionOption: "SSE_KMS", kmsKey: key.arn }.',
  check: (results) => !results.isEncrypted && { at: results.at, message: "nothing says how results are encrypted" },
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
  title: "Queries cannot set aside what their workgroup says",
  severity: "medium",
  on: workgroup,
  why: "A client writes its results to a bucket of its choice, encrypted or not.",
  remedy: "Drop enforceWorkgroupConfiguration: false; left out, it is true.",
  check: ({ configuration }) =>
    configuration?.enforceWorkgroupConfiguration === false && "queries can set aside what the workgroup says",
  examples: {
    pass: [{}, { configuration: { enforceWorkgroupConfiguration: true } }],
    fail: [{ configuration: { enforceWorkgroupConfiguration: false } }],
  },
});

export const athenaMetrics = defineRule({
  id: "athena-metrics",
  title: "Workgroups of Athena report their queries",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Athena.4"] },
  on: workgroup,
  why: "Nobody sees who asks how much, what fails, and what it costs.",
  remedy: "Drop publishCloudwatchMetricsEnabled: false; left out, it is true.",
  check: ({ configuration }) => configuration?.publishCloudwatchMetricsEnabled === false && "queries are not reported",
  examples: {
    pass: [{}, { configuration: { publishCloudwatchMetricsEnabled: true } }],
    fail: [{ configuration: { publishCloudwatchMetricsEnabled: false } }],
  },
});
