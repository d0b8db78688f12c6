import { defineRule } from "../../authoring/define-rule";

export const connectFlowLogs = defineRule({
  id: "connect-flow-logs",
  title: "Amazon Connect instances have contact flow logs enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["Connect.2"] },
  on: "aws:connect/instance:Instance",
  why: "Without contact flow logs, you cannot determine what a caller was asked or why a call was dropped.",
  remedy: "Set contactFlowLogsEnabled: true.",
  check: ({ contactFlowLogsEnabled }) => contactFlowLogsEnabled !== true && "contact flow logs are not enabled",
  fix: { contactFlowLogsEnabled: true },
  examples: { pass: [{ contactFlowLogsEnabled: true }], fail: [{}, { contactFlowLogsEnabled: false }] },
});
