import { findFacts } from "./table";

/** A system other than Pulumi that changes a property of a resource while it works. */
interface PropertyController {
  /** The name of the system, such as `Application Auto Scaling`. */
  readonly name: string;
  /** The type token of the resource. A pattern if the property exists in many types. */
  readonly type: string | RegExp;
  /** The path of the property without array indexes, such as `scalingConfig.desiredSize`. */
  readonly path: string | RegExp;
}

const AUTO_SCALING = "Application Auto Scaling";
const CODE_DEPLOY = "CodeDeploy";
const CLUSTER_AUTOSCALER = "a cluster autoscaler";
const WORKLOADS = /^kubernetes:apps\/v1:(?:Deployment|ReplicaSet|StatefulSet)$/;
const ANY_AWS = /^aws:/;

/**
 * The properties that other systems change, with the documentation of each system as the source.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/
 */
const CONTROLLERS: readonly PropertyController[] = [
  { name: "EC2 Auto Scaling", type: "aws:autoscaling/group:Group", path: "desiredCapacity" },
  { name: "EC2 Auto Scaling", type: ANY_AWS, path: /^tags(?:All)?\.aws:autoscaling:/ },
  { name: AUTO_SCALING, type: "aws:appautoscaling/target:Target", path: /^(?:min|max)Capacity$/ },
  { name: AUTO_SCALING, type: "aws:appstream/fleet:Fleet", path: "computeCapacity.desiredInstances" },
  {
    name: AUTO_SCALING,
    type: "aws:dynamodb/table:Table",
    path: /^(?:globalSecondaryIndexes\.)?(?:read|write)Capacity$/,
  },
  { name: AUTO_SCALING, type: "aws:ecs/service:Service", path: "desiredCount" },
  {
    name: AUTO_SCALING,
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    path: /^(?:numNodeGroups|replicasPerNodeGroup|numCacheClusters)$/,
  },
  {
    name: AUTO_SCALING,
    type: "aws:keyspaces/table:Table",
    path: /^capacitySpecification\.(?:read|write)CapacityUnits$/,
  },
  {
    name: AUTO_SCALING,
    type: "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    path: "provisionedConcurrentExecutions",
  },
  {
    name: AUTO_SCALING,
    type: "aws:msk/cluster:Cluster",
    path: /^brokerNodeGroupInfo\.storageInfo\.ebsStorageInfo\.volumeSize$/,
  },
  {
    name: AUTO_SCALING,
    type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    path: "productionVariants.initialInstanceCount",
  },
  { name: "RDS storage autoscaling", type: "aws:rds/instance:Instance", path: "allocatedStorage" },
  {
    name: "automatic minor version upgrades",
    type: /^aws:(?:rds|docdb|neptune)\/\w+:(?:Cluster|ClusterInstance|Instance)$/,
    path: "engineVersion",
  },
  {
    name: "automatic minor version upgrades",
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    path: "engineVersion",
  },
  { name: "automatic minor version upgrades", type: "aws:mq/broker:Broker", path: "engineVersion" },
  {
    name: "Secrets Manager rotation",
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    path: /^secret(?:String|Binary)$/,
  },
  { name: CODE_DEPLOY, type: "aws:ecs/service:Service", path: /^(?:taskDefinition|loadBalancers(?:\..+)?)$/ },
  { name: CODE_DEPLOY, type: "aws:lambda/alias:Alias", path: /^(?:functionVersion|routingConfig(?:\..+)?)$/ },
  { name: "a blue/green deployment", type: /^aws:(?:alb|lb)\/listener:Listener$/, path: /^defaultActions(?:\..+)?$/ },
  { name: "a blue/green deployment", type: /^aws:(?:alb|lb)\/listenerRule:ListenerRule$/, path: /^actions(?:\..+)?$/ },
  { name: CLUSTER_AUTOSCALER, type: "aws:eks/nodeGroup:NodeGroup", path: "scalingConfig.desiredSize" },
  { name: "EKS", type: ANY_AWS, path: /^tags(?:All)?\.(?:kubernetes\.io|eks:|k8s\.io|karpenter\.sh)/ },
  { name: "AWS Backup", type: ANY_AWS, path: /^tags(?:All)?\.aws:backup:/ },
  { name: "CloudFormation", type: ANY_AWS, path: /^tags(?:All)?\.aws:cloudformation:/ },
  { name: "a HorizontalPodAutoscaler", type: WORKLOADS, path: "spec.replicas" },
  { name: "a VerticalPodAutoscaler", type: WORKLOADS, path: /^spec\.template\.spec\.containers\.resources(?:\..+)?$/ },
  {
    name: "kubectl rollout restart",
    type: WORKLOADS,
    path: /^spec\.template\.metadata\.annotations\.kubectl\.kubernetes\.io\/restartedAt$/,
  },
  {
    name: "the Deployment controller",
    type: /^kubernetes:/,
    path: /^metadata\.annotations\.deployment\.kubernetes\.io\/revision$/,
  },
  {
    name: "kubectl apply",
    type: /^kubernetes:/,
    path: /^metadata\.annotations\.kubectl\.kubernetes\.io\/last-applied-configuration$/,
  },
  {
    name: "the Kubernetes API server",
    type: /^kubernetes:/,
    path: /^metadata\.(?:managedFields|resourceVersion|generation|uid|creationTimestamp)(?:\..+)?$/,
  },
  {
    name: "a certificate injector",
    type: /^kubernetes:admissionregistration\.k8s\.io\/v1:/,
    path: "webhooks.clientConfig.caBundle",
  },
  {
    name: "a certificate injector",
    type: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
    path: "spec.conversion.webhook.clientConfig.caBundle",
  },
  { name: "a certificate injector", type: "kubernetes:apiregistration.k8s.io/v1:APIService", path: "spec.caBundle" },
  { name: "the volume binder", type: "kubernetes:core/v1:PersistentVolumeClaim", path: "spec.volumeName" },
  {
    name: "the load balancer controller",
    type: "kubernetes:core/v1:Service",
    path: /^spec\.(?:healthCheckNodePort|clusterIPs?|ports\.nodePort)$/,
  },
  { name: CLUSTER_AUTOSCALER, type: "gcp:container/nodePool:NodePool", path: /^(?:nodeCount|initialNodeCount)$/ },
  {
    name: "the autoscaler of the instance group",
    type: /^gcp:compute\/(?:region)?[iI]nstanceGroupManager:/,
    path: "targetSize",
  },
  { name: "the release channel", type: "gcp:container/cluster:Cluster", path: /^(?:min)?[mM]asterVersion$/ },
  { name: "storage autoresize", type: "gcp:sql/databaseInstance:DatabaseInstance", path: "settings.diskSize" },
  { name: CLUSTER_AUTOSCALER, type: /^azure-native:containerservice(?:\/v\w+)?:AgentPool$/, path: "count" },
  {
    name: CLUSTER_AUTOSCALER,
    type: /^azure-native:containerservice(?:\/v\w+)?:ManagedCluster$/,
    path: "agentPoolProfiles.count",
  },
  {
    name: "the autoscale settings",
    type: /^azure-native:compute(?:\/v\w+)?:VirtualMachineScaleSet$/,
    path: "sku.capacity",
  },
  { name: "the autoscale settings", type: /^azure-native:web(?:\/v\w+)?:AppServicePlan$/, path: "sku.capacity" },
];

/**
 * Returns the system that usually changes a property while it works, or undefined if no such system is known.
 *
 * @param type - the current or a former type token
 * @param path - the path without array indexes, with dots between names
 */
export function controllerOf(type: string, path: string): string | undefined {
  const token = findFacts(type)?.type ?? type;
  return CONTROLLERS.find((controller) => matches(controller.type, token) && matches(controller.path, path))?.name;
}

function matches(pattern: string | RegExp, text: string): boolean {
  return typeof pattern === "string" ? pattern === text : pattern.test(text);
}
