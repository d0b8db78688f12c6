import * as kubernetes from "@pulumi/kubernetes";
import {
  Bucket,
  Database,
  EcrRegistry,
  EcrRepository,
  EcsCluster,
  EcsService,
  EcsTask,
  EksNodeGroup,
  EksNodePool,
  IrsaRole,
  LoadBalancer,
  NetworkLoadBalancer,
  PodIdentity,
  Queue,
  Secret,
  Vpc,
  type EksNodeGroupArgs,
} from "../../src/aws";
import { AUTO_MODE_CLUSTER, EKS_CLUSTER } from "../eks";
import { LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../workload";
import { ALL_SERVICE_ARGUMENTS } from "../workload-arguments";
import { EKS_CLUSTER_CONFIGURATIONS } from "./eks-cluster-configurations";
import { KUBERNETES_CONFIGURATIONS } from "./kubernetes-configurations";
import { LOG_CONFIGURATIONS } from "./log-configurations";
import { MONITORING_CONFIGURATIONS } from "./monitoring-configurations";
import { TRACING_CONFIGURATIONS } from "./tracing-configurations";

const NETWORK = {
  vpcId: "vpc-0a1b2c3d",
  privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  publicSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
  cidrBlock: "10.0.0.0/16",
};
const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const NODES: EksNodeGroupArgs = {
  cluster: EKS_CLUSTER,
  network: NETWORK,
  instanceTypes: ["m7i.large", "m6i.large"],
  maxNodes: 5,
  releaseVersion: "1.35.0-20260120",
};
const SERVICE_ACCOUNT = { cluster: EKS_CLUSTER, namespace: "shop", serviceAccount: "orders" };

/**
 * The programs whose states are recorded for each release, by the name of the recording. A program must keep its meaning,
 * because the states of earlier releases are previewed with it: add programs rather than change them.
 */
export const CONFIGURATIONS: Readonly<Record<string, () => unknown>> = {
  "vpc-default": () => new Vpc("network"),
  "vpc-development": () =>
    new Vpc("network", { profile: "development", availabilityZones: ["eu-west-1a", "eu-west-1c"] }),
  "vpc-isolated": () =>
    new Vpc("network", {
      cidrBlock: "10.20.0.0/20",
      availabilityZones: { az1: "eu-west-1b", az4: "eu-west-1a" },
      maxAvailabilityZones: 4,
      tiers: { services: { kind: "isolated" }, data: { kind: "isolated", netmaskLength: 26 } },
      interfaceEndpoints: "ecs",
      flowLogs: false,
    }),
  "vpc-all-arguments": () =>
    new Vpc("network", {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      tiers: {
        public: {},
        private: { tags: { tier: "apps" } },
        isolated: {},
        later: { kind: "reserved", netmaskLength: 24 },
        pods: { kind: "private", subnets: { az1: "100.64.0.0/18", az2: "100.64.64.0/18" } },
      },
      nat: "single",
      interfaceEndpoints: ["ecr.api", "sts"],
      flowLogs: { destinationType: "s3", kmsKeyArn: KEY },
      ipv6: true,
      blockPublicAccessExclusion: "egress",
      secondaryCidrBlocks: { pods: "100.64.0.0/16" },
      transitGateway: { transitGatewayId: "tgw-0a1b" },
      routes: { office: { destinationCidrBlock: "192.168.0.0/16", transitGatewayId: "tgw-0a1b" } },
      tags: { team: "platform" },
      region: "eu-west-1",
    }),
  "ecs-cluster-default": () => new EcsCluster("shop"),
  "ecs-cluster-all-arguments": () =>
    new EcsCluster("shop", {
      clusterName: "shop",
      capacity: "fargateSpot",
      containerInsights: "enabled",
      execLogging: { retentionDays: 30, kmsKeyArn: KEY },
      serviceConnectNamespace: "shop.internal",
      storageKmsKeyArn: KEY,
      region: "eu-west-1",
      tags: { team: "platform" },
    }),
  "ecs-cluster-ec2": () =>
    new EcsCluster("shop", {
      capacity: {
        ec2: {
          network: NETWORK,
          instanceTypes: ["m7i.large", "m6i.large"],
          minInstances: 1,
          maxInstances: 6,
          imageId: "ami-0a1b2c3d",
        },
      },
    }),
  "ecs-cluster-managed-instances": () =>
    new EcsCluster("shop", { capacity: { managedInstances: { network: NETWORK, instanceTypes: ["m7g.*"] } } }),
  "load-balancer-default": () => new LoadBalancer("web", { network: NETWORK, certificateArn: CERTIFICATE }),
  "load-balancer-internal": () => new LoadBalancer("web", { network: NETWORK, internal: true, allowHttp: true }),
  "load-balancer-all-arguments": () =>
    new LoadBalancer("web", {
      network: NETWORK,
      domain: { names: ["example.com", "*.example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" },
      allowFrom: { office: "203.0.113.0/24", cdn: { prefixListId: "pl-0a1b2c3d" } },
      accessLogs: { retentionDays: 30, retainOnDelete: true },
      ipv6: true,
      idleTimeoutSeconds: 300,
      webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/11111111",
      region: "eu-west-1",
      tags: { team: "web" },
    }),
  "network-load-balancer-default": () => new NetworkLoadBalancer("broker", { network: NETWORK, ports: [8883] }),
  "bucket-default": () => new Bucket("uploads"),
  "bucket-all-arguments": () =>
    new Bucket("uploads", {
      bucketName: "acme-uploads",
      noncurrentVersionDays: 30,
      lifecycleRules: { reports: { prefix: "reports/", infrequentAccessAfterDays: 30, expireAfterDays: 365 } },
      accessLogs: { retentionDays: 30 },
      kmsKeyArn: KEY,
      region: "eu-west-1",
      tags: { team: "orders" },
    }),
  "database-default": () => new Database("orders", { network: NETWORK, engineVersion: "17" }),
  "database-instance": () =>
    new Database("orders", {
      network: NETWORK,
      engineVersion: "17.5",
      capacity: { instance: { instanceClass: "db.t4g.medium", storageGiB: 50, multiAz: false } },
      identifier: "orders",
      databaseName: "orders",
      masterUsername: "orders_owner",
      backupRetentionDays: 7,
      parameters: { log_min_duration_statement: "1000" },
      logRetentionDays: 90,
      kmsKeyArn: KEY,
      region: "eu-west-1",
      tags: { team: "orders" },
    }),
  "queue-default": () => new Queue("orders"),
  "queue-all-arguments": () =>
    new Queue("orders", {
      queueName: "orders.fifo",
      fifo: true,
      contentBasedDeduplication: true,
      deadLetter: { maxReceiveCount: 3 },
      senders: { topic: { service: "sns.amazonaws.com", sourceArn: "arn:aws:sns:eu-west-1:123456789012:orders" } },
      kmsKeyArn: KEY,
      region: "eu-west-1",
      tags: { team: "orders" },
    }),
  "secret-default": () => new Secret("api-key"),
  "secret-rotated": () =>
    new Secret("api-key", {
      secretName: "shop/api-key",
      description: "The key of the payment provider",
      rotation: { lambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:rotate", everyDays: 7 },
      kmsKeyArn: KEY,
      region: "eu-west-1",
      tags: { team: "orders" },
    }),
  "ecr-registry-default": () => new EcrRegistry("registry"),
  "ecr-registry-all-arguments": () =>
    new EcrRegistry("registry", {
      scanning: { type: "enhanced", scanOnPush: ["*"], continuousScan: ["shop/*"] },
      replicationRules: [
        { destinations: [{ region: "eu-central-1" }], repositoryPrefixes: ["shop/"] },
        { destinations: [{ region: "eu-west-1", accountId: "210987654321" }] },
      ],
      replicationSources: ["210987654321"],
      pullThroughCacheRules: {
        "docker-hub": {
          upstream: "docker-hub",
          credentialArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/docker-hub-a1b2c3",
        },
        quay: { upstream: "quay" },
      },
      creationTemplates: {
        "docker-hub": { appliedFor: ["PULL_THROUGH_CACHE"], imageTagMutability: { mutableTags: ["latest"] } },
        others: {
          appliedFor: ["CREATE_ON_PUSH", "REPLICATION"],
          repositoryPrefix: "ROOT",
          encryption: { kmsKeyArn: KEY },
          pullOrganizationId: "o-a1b2c3d4e5",
        },
      },
      region: "eu-west-1",
      tags: { team: "platform" },
    }),
  "ecr-repository-default": () => new EcrRepository("orders"),
  "ecr-repository-development": () => new EcrRepository("orders", { profile: "development" }),
  "ecr-repository-all-arguments": () =>
    new EcrRepository("orders", {
      repositoryName: "shop/orders",
      imageTagMutability: { mutableTags: ["latest", "pr-*"] },
      encryption: { kmsKeyArn: KEY },
      pullPrincipals: ["210987654321", "arn:aws:iam::123456789012:role/deploy"],
      pullOrganizationId: "o-a1b2c3d4e5",
      region: "eu-west-1",
      tags: { team: "orders" },
    }),
  "ecs-service-default": () => new EcsService("orders", REQUIRED_ARGUMENTS),
  "ecs-service-development": () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, profile: "development" }),
  "ecs-service-rolling": () =>
    new EcsService("orders", { ...REQUIRED_ARGUMENTS, port: 8080, loadBalancer: { loadBalancer: LOAD_BALANCER } }),
  "ecs-service-network-load-balancer": () =>
    new EcsService("orders", {
      ...REQUIRED_ARGUMENTS,
      port: 8080,
      loadBalancer: { loadBalancer: NETWORK_LOAD_BALANCER, testTraffic: { port: 8443 } },
      deployment: { strategy: "blueGreen" },
    }),
  "ecs-service-all-arguments": () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...ALL_SERVICE_ARGUMENTS }),
  "ecs-task-default": () => new EcsTask("report", REQUIRED_ARGUMENTS),
  "ecs-task-scheduled": () =>
    new EcsTask("report", {
      ...REQUIRED_ARGUMENTS,
      schedule: { expression: "cron(0 3 * * ? *)", timeZone: "Europe/Berlin", flexibleWindowMinutes: 30 },
    }),
  "eks-node-group-default": () =>
    new EksNodeGroup("general", { ...NODES, network: new Vpc("nodes", { availabilityZones: ["eu-west-1a"] }) }),
  "eks-node-group-existing-network": () => new EksNodeGroup("general", NODES),
  "eks-node-group-all-arguments": () =>
    new EksNodeGroup("general", {
      ...NODES,
      subnetIds: { az1: "subnet-0a1b2c3d", az2: "subnet-1a1b2c3d" },
      amiType: "BOTTLEROCKET_x86_64",
      releaseVersion: "1.52.0-0ab4fab4",
      version: "1.34",
      capacityType: "spot",
      minNodes: 2,
      initialNodes: 3,
      labels: { "example.com/team": "research" },
      taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }],
      ephemeralStorage: { sizeGiB: 200, iops: 6000, throughput: 250, kmsKeyArn: KEY },
      securityGroupIds: ["sg-1a1b2c3d"],
      update: { maxUnavailable: "25%", strategy: "MINIMAL", force: true },
      repair: { maxUnhealthy: "30%", maxParallel: 2 },
      sessionManager: true,
      policies: { metrics: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" },
      region: "eu-west-1",
      tags: { team: "research" },
    }),
  "eks-node-pool-default": () =>
    new EksNodePool("batch", {
      cluster: AUTO_MODE_CLUSTER,
      network: NETWORK,
      kubernetesProvider: new kubernetes.Provider("shop", { kubeconfig: "{}" }),
      limits: { cpu: 64 },
    }),
  "eks-node-pool-all-arguments": () =>
    new EksNodePool("batch", {
      cluster: AUTO_MODE_CLUSTER,
      network: NETWORK,
      kubernetesProvider: new kubernetes.Provider("shop", { kubeconfig: "{}" }),
      poolName: "gpu",
      limits: { cpu: 64, memory: "256Gi" },
      capacityTypes: ["spot", "on-demand"],
      requirements: [{ key: "eks.amazonaws.com/instance-family", operator: "In", values: ["g5", "g6"] }],
      labels: { "example.com/team": "research" },
      taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
      startupTaints: [{ key: "example.com/warming", value: "true", effect: "NoExecute" }],
      weight: 10,
      disruption: { consolidationPolicy: "WhenEmpty", budgets: [{ nodes: 1 }] },
      ephemeralStorage: { sizeGiB: 200, kmsKeyArn: KEY },
      networkPolicy: "DefaultDeny",
      securityGroupIds: ["sg-1a1b2c3d"],
      instanceTags: { CostCenter: "42" },
      region: "eu-west-1",
      tags: { team: "research" },
    }),
  "irsa-role-default": () => new IrsaRole("orders", SERVICE_ACCOUNT),
  "pod-identity-default": () => new PodIdentity("orders", SERVICE_ACCOUNT),
  "pod-identity-all-arguments": () =>
    new PodIdentity("orders", {
      ...SERVICE_ACCOUNT,
      permissions: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::uploads/*" }],
      policies: { metrics: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" },
      targetRoleArn: "arn:aws:iam::210987654321:role/reader",
      region: "eu-west-1",
      tags: { team: "orders" },
    }),
  ...EKS_CLUSTER_CONFIGURATIONS,
  ...LOG_CONFIGURATIONS,
  ...MONITORING_CONFIGURATIONS,
  ...KUBERNETES_CONFIGURATIONS,
  ...TRACING_CONFIGURATIONS,
};
