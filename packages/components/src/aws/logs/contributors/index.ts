export { resolverQueryLogs } from "./resolver-query-logs";
export { vpcFlowLogs } from "./vpc-flow-logs";
export { webAclLogs } from "./web-acl-logs";
