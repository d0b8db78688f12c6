import { defineRule } from "../../authoring/define-rule";

export const connectFlowLogs = defineRule({
  id: "connect-flow-logs",
  title: "Contact centers log their flows",
  severity: "medium",
  controls: { "aws-fsbp": ["Connect.2"] },
  on: "aws:connect/instance:Instance",
  why: "Without logs nobody can say what a caller was asked, or why the call was lost.",
  remedy: "Set contactFlowLogsEnabled: true.",
  check: ({ contactFlowLogsEnabled }) => contactFlowLogsEnabled !== true && "flows are not logged",
  fix: { contactFlowLogsEnabled: true },
  examples: { pass: [{ contactFlowLogsEnabled: true }], fail: [{}, { contactFlowLogsEnabled: false }] },
});
