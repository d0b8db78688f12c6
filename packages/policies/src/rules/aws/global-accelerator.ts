import { defineRule } from "../../authoring/define-rule";

export const acceleratorFlowLogs = defineRule({
  id: "accelerator-flow-logs",
  title: "Global Accelerator accelerators have flow logs enabled",
  severity: "low",
  on: "aws:globalaccelerator/accelerator:Accelerator",
  // https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html
  why: "VPC flow logs do not cover edge locations, so without accelerator flow logs you cannot trace the origin of an attack.",
  remedy: 'Set attributes: { flowLogsEnabled: true, flowLogsS3Bucket: logs.bucket, flowLogsS3Prefix: "flow-logs/" }.',
  check: ({ attributes }) => attributes?.flowLogsEnabled !== true && "flow logs are not enabled",
  examples: {
    pass: [{ attributes: { flowLogsEnabled: true, flowLogsS3Bucket: "logs", flowLogsS3Prefix: "edge/" } }],
    fail: [{}, { attributes: { flowLogsEnabled: false } }],
  },
});
