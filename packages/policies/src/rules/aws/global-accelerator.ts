import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const accelerator = "aws:globalaccelerator/accelerator:Accelerator";
const customRouting = "aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator";

export const acceleratorFlowLogs = defineViewRule({
  id: "accelerator-flow-logs",
  title: "Global Accelerator accelerators have flow logs enabled",
  severity: "low",
  on: defineView<{ readonly attributes?: { readonly flowLogsEnabled?: boolean } }>()({
    [accelerator]: (props) => [props],
    [customRouting]: (props) => [props],
  }),
  // https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html
  why: "VPC flow logs do not cover edge locations, so without accelerator flow logs you cannot trace the origin of an attack.",
  remedy: 'Set attributes: { flowLogsEnabled: true, flowLogsS3Bucket: logs.bucket, flowLogsS3Prefix: "flow-logs/" }.',
  check: ({ attributes }) => attributes?.flowLogsEnabled !== true && "flow logs are not enabled",
  examples: {
    pass: [
      [accelerator, { attributes: { flowLogsEnabled: true, flowLogsS3Bucket: "logs", flowLogsS3Prefix: "edge/" } }],
      [customRouting, { attributes: { flowLogsEnabled: true, flowLogsS3Bucket: "logs", flowLogsS3Prefix: "edge/" } }],
    ],
    fail: [
      [accelerator, {}],
      [accelerator, { attributes: { flowLogsEnabled: false } }],
      [customRouting, {}],
    ],
  },
});
