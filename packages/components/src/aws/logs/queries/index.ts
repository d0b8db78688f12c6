export { containers } from "./containers";
export { kubernetesWorkloads, type KubernetesWorkloadQueriesArgs } from "./kubernetes-workloads";
export { vpcFlowLogs } from "./vpc-flow-logs";
