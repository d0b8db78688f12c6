export type {
  WorkloadContainerArgs,
  WorkloadExecProbe,
  WorkloadGrpcProbe,
  WorkloadHttpProbe,
  WorkloadMountArgs,
  WorkloadProbeArgs,
  WorkloadProbesArgs,
  WorkloadResourcesArgs,
  WorkloadSecretKey,
  WorkloadSidecarArgs,
  WorkloadTcpProbe,
  WorkloadWritablePathArgs,
} from "./container-args";
export type { WorkloadController } from "./controllers";
export type { WorkloadJobArgs, WorkloadScheduleArgs } from "./job-args";
export type {
  WorkloadGateway,
  WorkloadHttpRouteArgs,
  WorkloadIngressArgs,
  WorkloadLike,
  WorkloadPeer,
  WorkloadPeerArgs,
  WorkloadPortArgs,
} from "./network-args";
export type { WorkloadAccessMode, WorkloadClaimArgs, WorkloadEmptyDirArgs, WorkloadVolumeArgs } from "./volume-args";
export { Workload } from "./workload";
export type {
  WorkloadArgs,
  WorkloadDefaults,
  WorkloadIdentity,
  WorkloadIdentityBinding,
  WorkloadIdentityTarget,
  WorkloadKind,
  WorkloadRolloutArgs,
  WorkloadScalingArgs,
  WorkloadStatefulSetArgs,
  WorkloadTolerationArgs,
  WorkloadTracingArgs,
} from "./workload-args";
export type { WorkloadVolumeObject } from "./workload-objects";
