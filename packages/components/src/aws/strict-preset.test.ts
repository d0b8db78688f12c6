import * as kubernetes from "@pulumi/kubernetes";
import type { ComponentResource } from "@pulumi/pulumi";
import { expectNoFindings, preview, type StackPlan } from "@roadbed/testing";
import { TOPIC_FEATURES } from "../../test/alarm-topic";
import { AUTO_MODE_CLUSTER, EKS_CLUSTER } from "../../test/eks";
import { AUTO, FARGATE, IDENTITIES, MANAGED } from "../../test/eks-cluster";
import { createContributorInsights, createLogGroup, LOG_ALARM } from "../../test/logs";
import { ALL_FEATURES, ANOMALY_BANDS, NOTIFY } from "../../test/monitoring";
import { SLO, SLO_FEATURES } from "../../test/slo";
import { REQUIRED_ARGUMENTS } from "../../test/workload";
import { ALL_SERVICE_ARGUMENTS } from "../../test/workload-arguments";
import {
  AccountTracing,
  AlarmTopic,
  Bucket,
  Database,
  EcrRegistry,
  EcrRepository,
  EcsCluster,
  EcsService,
  EcsTask,
  EksCluster,
  EksNodeGroup,
  EksNodePool,
  IrsaRole,
  LoadBalancer,
  LogAlarm,
  LogGroup,
  LogQueries,
  Monitoring,
  NetworkLoadBalancer,
  PodIdentity,
  Queue,
  Secret,
  Slo,
  Tracing,
  Vpc,
  VpcBlockPublicAccess,
  queries,
  type EksNodeGroupArgs,
  type EksNodePoolArgs,
} from "./index";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const previewed = (program: () => ComponentResource): Promise<StackPlan> =>
  preview(program, {
    config: {
      "aws:region": "eu-west-1",
      "aws:allowedAccountIds": '["123456789012"]',
      "aws:defaultTags": '{ "tags": { "Project": "shop" } }',
    },
  });

const network = {
  vpcId: "vpc-0a1b2c3d",
  publicSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  privateSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
  cidrBlock: "10.0.0.0/16",
};
const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const webAclArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/11111111";
const lambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate";
const createNodePool = (args: Partial<EksNodePoolArgs> = {}) => {
  const kubernetesProvider = new kubernetes.Provider("shop", { kubeconfig: "{}" });
  const required = { cluster: AUTO_MODE_CLUSTER, network, limits: { cpu: 64 } };
  return new EksNodePool("batch", { kubernetesProvider, ...required, ...args });
};

const NODES: EksNodeGroupArgs = {
  cluster: EKS_CLUSTER,
  network,
  instanceTypes: ["m7i.large", "m6i.large"],
  maxNodes: 5,
  releaseVersion: "1.35.0-20260120",
};
const SERVICE_ACCOUNT = { cluster: EKS_CLUSTER, namespace: "shop", serviceAccount: "orders" };

/** Every component with its default arguments. */
const atDefaults: readonly [string, () => ComponentResource][] = [
  ["AccountTracing", () => new AccountTracing("tracing")],
  ["Bucket", () => new Bucket("uploads")],
  ["Database", () => new Database("orders", { network, engineVersion: "17" })],
  [
    "Database on an instance",
    () =>
      new Database("orders", {
        network,
        engineVersion: "17",
        capacity: { instance: { instanceClass: "db.t4g.medium" } },
      }),
  ],
  ["EcrRegistry", () => new EcrRegistry("registry")],
  ["EcrRepository", () => new EcrRepository("orders")],
  ["EcsCluster", () => new EcsCluster("shop")],
  ["EksCluster in Auto Mode", () => new EksCluster("shop", AUTO)],
  ["EksCluster with managed nodes", () => new EksCluster("shop", MANAGED)],
  ["EksCluster on Fargate", () => new EksCluster("shop", FARGATE)],
  ["EksNodeGroup", () => new EksNodeGroup("general", NODES)],
  ["EksNodeGroup in a Vpc", () => new EksNodeGroup("general", { ...NODES, network: new Vpc("network") })],
  ["EksNodePool", () => createNodePool()],
  ["IrsaRole", () => new IrsaRole("orders", SERVICE_ACCOUNT)],
  ["PodIdentity", () => new PodIdentity("orders", SERVICE_ACCOUNT)],
  // Without a web ACL, the preset reports that a public load balancer lacks one. The organization has to choose its rules.
  ["LoadBalancer", () => new LoadBalancer("web", { network, certificateArn, webAclArn })],
  ["LoadBalancer in a VPC", () => new LoadBalancer("web", { network, certificateArn, webAclArn, internal: true })],
  ["AlarmTopic", () => new AlarmTopic("pager", { subscriptions: { "on-call": { email: "on-call@example.com" } } })],
  ["ContributorInsights", createContributorInsights],
  ["LogGroup", () => new LogGroup("orders")],
  ["LogGroup of the class DELIVERY", () => new LogGroup("orders", { logClass: "DELIVERY" })],
  ["LogQueries", () => new LogQueries("orders", { queries: queries.containers() })],
  // Without a Monitoring, the preset reports that no alarm watches the metric.
  ["LogAlarm", () => new Monitoring("shop", { targets: [new LogAlarm("failed-payments", LOG_ALARM)], notify: NOTIFY })],
  ["Monitoring", () => new Monitoring("shop", { targets: [new Queue("orders")], notify: NOTIFY })],
  ["Slo", () => new Monitoring("shop", { targets: [new Slo("checkout", SLO)], notify: NOTIFY })],
  ["NetworkLoadBalancer", () => new NetworkLoadBalancer("broker", { network, ports: [443] })],
  ["Queue", () => new Queue("orders")],
  // Without rotation, the preset reports that nothing replaces the value. Only a Lambda function can.
  ["Secret", () => new Secret("api-key", { rotation: { lambdaArn } })],
  ["EcsService", () => new EcsService("orders", REQUIRED_ARGUMENTS)],
  ["EcsTask", () => new EcsTask("report", REQUIRED_ARGUMENTS)],
  ["EcsService with tracing", () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, tracing: new Tracing("shop") })],
  ["Vpc", () => new Vpc("network")],
  ["Vpc with named zones", () => new Vpc("network", { availabilityZones: zones })],
  ["VpcBlockPublicAccess", () => new VpcBlockPublicAccess("account")],
];

const clusterFeatures = {
  execLogging: { kmsKeyArn: KEY },
  serviceConnectNamespace: "shop.internal",
  storageKmsKeyArn: KEY,
};

/** Every component with all of its features. */
const withAllFeatures: readonly [string, () => ComponentResource][] = [
  ["AccountTracing", () => new AccountTracing("tracing", { kmsKeyArn: KEY, transactionSearch: { indexedPercent: 5 } })],
  [
    "Bucket",
    () => new Bucket("uploads", { kmsKeyArn: KEY, lifecycleRules: { tmp: { prefix: "tmp/", expireAfterDays: 7 } } }),
  ],
  [
    "Database",
    () =>
      new Database("orders", {
        ...{ network, engineVersion: "17", kmsKeyArn: KEY, backupRetentionDays: 35 },
        parameters: { log_min_duration_statement: "1000" },
        capacity: { serverless: { minAcu: 0, maxAcu: 16, instances: 3 } },
      }),
  ],
  [
    "Queue",
    () =>
      new Queue("orders", {
        fifo: true,
        kmsKeyArn: KEY,
        senders: { topic: { service: "sns.amazonaws.com", sourceArn: "arn:aws:sns:eu-west-1:123456789012:orders" } },
      }),
  ],
  ["Secret", () => new Secret("api-key", { kmsKeyArn: KEY, rotation: { lambdaArn, everyDays: 7 } })],
  ["EcsCluster on Fargate Spot", () => new EcsCluster("shop", { ...clusterFeatures, capacity: "fargateSpot" })],
  [
    "LoadBalancer",
    () =>
      new LoadBalancer("web", {
        network,
        domain: { names: ["example.com", "*.example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" },
        ipv6: true,
        allowFrom: { office: "203.0.113.0/24" },
        webAclArn,
      }),
  ],
  ["AlarmTopic", () => new AlarmTopic("pager", TOPIC_FEATURES)],
  ["LogGroup", createLogGroup],
  ["Monitoring", () => new Monitoring("shop", { ...ALL_FEATURES, anomalyBands: ANOMALY_BANDS })],
  [
    "Slo",
    () =>
      new Monitoring("shop", {
        targets: [new Slo("checkout", SLO_FEATURES)],
        notify: NOTIFY,
        region: "eu-west-1",
      }),
  ],
  [
    "NetworkLoadBalancer",
    () =>
      new NetworkLoadBalancer("broker", {
        ...{ network, ports: [8883], internal: true },
        domain: { names: ["mqtt.example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" },
      }),
  ],
  [
    "EcsCluster on EC2",
    () =>
      new EcsCluster("shop", {
        ...clusterFeatures,
        capacity: {
          ec2: { network, instanceTypes: ["m7i.large", "m6i.large"], maxInstances: 6, imageId: "ami-0a1b2c3d" },
        },
      }),
  ],
  [
    "EcsCluster on managed instances",
    () => new EcsCluster("shop", { ...clusterFeatures, capacity: { managedInstances: { network } } }),
  ],
  [
    "EcrRegistry",
    () =>
      new EcrRegistry("registry", {
        scanning: { type: "enhanced" },
        replicationRules: [{ destinations: [{ region: "eu-central-1" }], repositoryPrefixes: ["shop/"] }],
        replicationSources: ["210987654321"],
        pullThroughCacheRules: { quay: { upstream: "quay" } },
        creationTemplates: {
          quay: { appliedFor: ["PULL_THROUGH_CACHE"], imageTagMutability: { mutableTags: ["latest"] } },
          others: { appliedFor: ["REPLICATION"], repositoryPrefix: "ROOT", encryption: { kmsKeyArn: KEY } },
        },
      }),
  ],
  [
    "EcrRepository",
    () =>
      new EcrRepository("orders", {
        imageTagMutability: { mutableTags: ["latest"] },
        encryption: { kmsKeyArn: KEY },
        lifecycleRules: [{ keepLast: 50, tags: ["pr-*"] }],
        pullPrincipals: ["210987654321"],
        pullOrganizationId: "o-a1b2c3d4e5",
      }),
  ],
  ["EcsService", () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...ALL_SERVICE_ARGUMENTS })],
  [
    "EcsTask",
    () => new EcsTask("report", { ...REQUIRED_ARGUMENTS, exec: true, schedule: { expression: "rate(1 hour)" } }),
  ],
  [
    "EksCluster",
    () =>
      new EksCluster("shop", {
        ...MANAGED,
        addons: { ...MANAGED.addons, "amazon-cloudwatch-observability": "v4.7.0-eksbuild.1" },
        identities: IDENTITIES,
        oidcProvider: true,
        secretsKmsKeyArn: KEY,
        logKmsKeyArn: KEY,
      }),
  ],
  [
    "EksNodeGroup",
    () =>
      new EksNodeGroup("general", {
        ...NODES,
        subnetIds: { az1: "subnet-0a1b2c3d" },
        capacityType: "spot",
        ephemeralStorage: { sizeGiB: 200, kmsKeyArn: KEY },
        securityGroupIds: ["sg-1a1b2c3d"],
        sessionManager: true,
      }),
  ],
  [
    "EksNodePool",
    () =>
      createNodePool({
        capacityTypes: ["spot", "on-demand"],
        ephemeralStorage: { sizeGiB: 200, kmsKeyArn: KEY },
        networkPolicy: "DefaultDeny",
        taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }],
      }),
  ],
  [
    "PodIdentity",
    () =>
      new PodIdentity("orders", {
        ...SERVICE_ACCOUNT,
        permissions: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }],
        policies: { metrics: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" },
        targetRoleArn: "arn:aws:iam::210987654321:role/reports",
      }),
  ],
  [
    "Tracing",
    () =>
      new Tracing("shop", {
        groups: { failures: { filterExpression: "fault", insights: true, insightNotifications: true } },
        samplingRules: { checkout: { priority: 1, percent: 100, urlPath: "/checkout/*" } },
        remoteSampling: true,
      }),
  ],
  [
    "Vpc",
    () =>
      new Vpc("network", {
        availabilityZones: zones,
        interfaceEndpoints: "ecs",
        ipv6: true,
        flowLogs: { destinationType: "s3" },
        nat: "regional",
      }),
  ],
];

describe("the strict preset", () => {
  it.each(atDefaults)("has no findings for %s with default arguments", async (_, program) => {
    expectNoFindings(await previewed(program), { preset: "strict" });
  });

  it.each(withAllFeatures)("has no findings for %s with all features", async (_, program) => {
    expectNoFindings(await previewed(program), { preset: "strict" });
  });
});
