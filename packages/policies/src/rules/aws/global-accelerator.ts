import { defineRule } from "../../authoring/define-rule";

export const acceleratorFlowLogs = defineRule({
  id: "accelerator-flow-logs",
  title: "Accelerators record who connects to them",
  severity: "low",
  on: "aws:globalaccelerator/accelerator:Accelerator",
  // https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html
  why: "The flow logs of the networks behind it are not kept for edge locations: after an attack nobody can say where it came from.",
  remedy: "Set attributes: { flowLogsEnabled: true, flowLogsS3Bucket: logs.bucket, flowLogsS3Prefix }.",
  check: ({ attributes }) => attributes?.flowLogsEnabled !== true && "nothing records who connects",
  examples: {
    pass: [{ attributes: { flowLogsEnabled: true, flowLogsS3Bucket: "logs", flowLogsS3Prefix: "edge/" } }],
    fail: [{}, { attributes: { flowLogsEnabled: false } }],
  },
});
