export type { EcsSecret, EcsSecretMember } from "./container-secrets";
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
export type {
  EcsContainerArgs,
  EcsContainerCondition,
  EcsContainerHealthCheckArgs,
  EcsMountArgs,
  EcsSidecarArgs,
  EcsWritablePathArgs,
} from "./container-args";
export { EcsService } from "./ecs-service";
export { EcsTask } from "./ecs-task";
export type { EcsServiceAlarmArgs, EcsServiceAlarms } from "./service-alarms";
export type { EcsServiceArgs, EcsServiceDefaults, EcsServiceScalingArgs, EcsServiceScheduleArgs } from "./service-args";
export type { EcsServiceConnectArgs } from "./service-connect";
export type {
  EcsDeploymentHookArgs,
  EcsDeploymentStage,
  EcsDeploymentStrategy,
  EcsFunctionHookArgs,
  EcsPauseHookArgs,
  EcsServiceDeploymentArgs,
} from "./service-deployment-args";
export type { EcsServiceLoadBalancing } from "./service-load-balancer";
export type {
  EcsServiceHealthCheckArgs,
  EcsServiceLoadBalancerArgs,
  EcsServiceTestTrafficArgs,
} from "./service-load-balancer-args";
export type { EcsServiceAutoscaling } from "./service-scaling";
export type { EcsTaskArgs, EcsTaskDefaults } from "./task-args";
export type { EcsTaskBeforeDeploy, EcsTaskBeforeDeployArgs } from "./task-before-deploy";
export type { EcsTaskDefinitionArgs } from "./task-definition-args";
export type { EcsEgressRuleArgs } from "./task-network";
export type { EcsTaskSchedule, EcsTaskScheduleArgs } from "./task-schedule";
export type { EcsEbsVolumeArgs, EcsEfsVolumeArgs, EcsVolumeArgs } from "./task-volumes";
