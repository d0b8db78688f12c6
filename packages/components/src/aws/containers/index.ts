export { EcsCluster } from "./ecs-cluster";
export type {
  EcsCapacity,
  EcsClusterArgs,
  EcsClusterDefaults,
  EcsContainerInsights,
  EcsEc2CapacityArgs,
  EcsExecLoggingArgs,
  EcsManagedInstancesArgs,
  EcsRange,
} from "./ecs-cluster-args";
export type { EcsCapacityProviderStrategy, EcsCapacityType, EcsClusterLike, EcsExecSettings } from "./ecs-cluster-like";
export type { EcsEc2Capacity } from "./ecs-ec2-capacity";
export type { EcsInstances } from "./ecs-instances";
export type { EcsManagedInstances } from "./ecs-managed-instances";
