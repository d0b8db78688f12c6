import * as kubernetes from "@pulumi/kubernetes";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  AccountTracing,
  AlarmTopic,
  Bucket,
  ContributorInsights,
  Database,
  EcrRegistry,
  EcrRepository,
  EcsCluster,
  EcsService,
  EcsTask,
  EksCluster,
  EksNodeGroup,
  EksNodePool,
  LoadBalancer,
  LogAlarm,
  LogGroup,
  LogQueries,
  Monitoring,
  NetworkLoadBalancer,
  PodIdentity,
  Queue,
  Secret,
  Tracing,
  Vpc,
  type EcsClusterArgs,
  type EcsServiceArgs,
  type EksClusterArgs,
  type VpcArgs,
} from "../src/aws";
import { TOPIC_FEATURES } from "./alarm-topic";
import { AUTO_MODE_CLUSTER } from "./eks";
import { AUTO, FARGATE, IDENTITIES, MANAGED } from "./eks-cluster";
import { ALL_FEATURES as MONITORING_FEATURES, existingSet, monitorOf, NOTIFY, shownMonitor } from "./monitoring";
import { childrenOf, documentedChildren, expectDocumented } from "./documented-children";
import { Namespace, Workload, type WorkloadArgs } from "../src/kubernetes";
import { ALL_FEATURES, REQUIRED_ARGUMENTS as WORKLOAD_ARGUMENTS } from "./kubernetes-workload";
import { LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "./workload";
import { ALL_SERVICE_ARGUMENTS } from "./workload-arguments";

it("docs/network.md lists the names and types of all children of a Vpc", async () => {
  const variants: VpcArgs[] = [
    {},
    {
      availabilityZones: ["eu-west-1a"],
      nat: "regional",
      interfaceEndpoints: ["ecr.api"],
      secondaryCidrBlocks: { pods: "100.64.0.0/16" },
      tiers: { public: {}, private: {}, isolated: {}, pods: { kind: "private", subnets: { az1: "100.64.0.0/18" } } },
      routes: { office: { destinationCidrBlock: "192.168.0.0/16", transitGatewayId: "tgw-0a" } },
      transitGateway: { transitGatewayId: "tgw-0a" },
      flowLogs: { destinationType: "s3", kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111" },
      blockPublicAccessExclusion: "egress",
      ipv6: true,
    },
  ];
  const children = await Promise.all(variants.map((args) => childrenOf(() => new Vpc("network", args), "network")));
  expectDocumented(documentedChildren("network.md"), children.flat());
});

it("docs/registry.md lists the names and types of all children of an EcrRepository", async () => {
  const program = () => new EcrRepository("orders", { pullOrganizationId: "o-a1b2c3d4e5" });
  expectDocumented(documentedChildren("registry.md"), await childrenOf(program, "orders"));
});

it("docs/registry.md lists the names and types of all children of an EcrRegistry", async () => {
  const program = () =>
    new EcrRegistry("registry", {
      replicationRules: [{ destinations: [{ region: "eu-central-1" }] }],
      replicationSources: ["210987654321"],
      pullThroughCacheRules: { office: { upstream: "quay" } },
      creationTemplates: { office: { appliedFor: ["PULL_THROUGH_CACHE"] } },
    });
  expectDocumented(
    documentedChildren("registry.md", "Children of an EcrRegistry"),
    await childrenOf(program, "registry"),
  );
});

it("docs/ecs.md lists the names and types of all children of an EcsCluster", async () => {
  const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d"] };
  const variants: EcsClusterArgs[] = [
    { execLogging: {}, serviceConnectNamespace: "shop.internal" },
    { capacity: { ec2: { network, instanceTypes: ["m7i.large"], maxInstances: 1, imageId: "ami-0a1b2c3d" } } },
    { capacity: { managedInstances: { network } } },
  ];
  const children = await Promise.all(variants.map((args) => childrenOf(() => new EcsCluster("shop", args), "shop")));
  expectDocumented(documentedChildren("ecs.md", "Children of an EcsCluster"), children.flat());
});

it("docs/load-balancers.md lists the names and types of all children of load balancers", async () => {
  const network = {
    vpcId: "vpc-0a1b2c3d",
    publicSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
    privateSubnetIds: ["subnet-2a1b2c3d"],
  };
  const domain = { names: ["example.com", "*.example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" };
  const webAclArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/11111111";
  const children = await Promise.all([
    childrenOf(() => new LoadBalancer("web", { network, domain, ipv6: true, webAclArn }), "web"),
    childrenOf(
      () => new NetworkLoadBalancer("web", { network, ports: [443], allowFrom: { office: "203.0.113.0/24" } }),
      "web",
    ),
  ]);
  expectDocumented(documentedChildren("load-balancers.md"), children.flat());
});

it("docs/data.md lists the names and types of all children of data components", async () => {
  const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] };
  const instance = { instanceClass: "db.t4g.medium" };
  const databases = await Promise.all([
    childrenOf(() => new Database("orders", { network, engineVersion: "17" }), "orders"),
    childrenOf(() => new Database("orders", { network, engineVersion: "17", capacity: { instance } }), "orders"),
  ]);
  const lambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate";
  const documented = (component: string) => documentedChildren("data.md", `Children of a ${component}`);
  const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/11111111";
  expectDocumented(documented("Database"), databases.flat());
  expectDocumented(documented("Queue"), await childrenOf(() => new Queue("orders"), "orders"));
  expectDocumented(documented("Bucket"), await childrenOf(() => new Bucket("uploads", { kmsKeyArn }), "uploads"));
  const secrets = await Promise.all([
    childrenOf(() => new Secret("key", { value: "x" }), "key"),
    childrenOf(() => new Secret("key", { rotation: { lambdaArn } }), "key"),
  ]);
  expectDocumented(documented("Secret"), secrets.flat());
});

it("docs/services.md lists the names and types of all children of an EcsService and an EcsTask", async () => {
  const ebs = { volumes: { data: { ebs: { sizeGiB: 8 } } } };
  const behind = (loadBalancer: EcsServiceArgs["loadBalancer"]) => ({ port: 8080, loadBalancer });
  const variants: Partial<EcsServiceArgs>[] = [
    ALL_SERVICE_ARGUMENTS,
    { egress: "all", ...ebs, ...behind({ loadBalancer: LOAD_BALANCER }) },
    {
      ...behind({ loadBalancer: NETWORK_LOAD_BALANCER, testTraffic: { port: 8443 } }),
      deployment: { strategy: "blueGreen" },
    },
  ];
  const services = variants.map((args) => () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...args }));
  const schedule = { expression: "rate(1 hour)" };
  const task = () => new EcsTask("orders", { ...REQUIRED_ARGUMENTS, schedule });
  const children = await Promise.all([...services, task].map((program) => childrenOf(program, "orders")));
  expectDocumented(documentedChildren("services.md"), children.flat());
});

it("docs/kubernetes.md lists the names and types of all children of a Namespace and a Workload", async () => {
  const restricted = { egress: "dnsOnly", quota: { pods: 1 }, containerLimits: { max: { cpu: 1 } } } as const;
  const volumes: WorkloadArgs["volumes"] = {
    settings: { configFiles: { level: "info" } },
    secrets: { secretFiles: { key: "x" } },
    data: { claim: { size: "1Gi" } },
  };
  const { scaling, ingress, httpRoute } = ALL_FEATURES.Deployment;
  const variants: Partial<WorkloadArgs>[] = [
    { ingress: { ...ingress }, httpRoute: { ...httpRoute }, scaling, secretEnvironment: { KEY: "x" } },
    ...[{ kind: "StatefulSet" as const }, { kind: "DaemonSet" as const }, { volumes }],
    { kind: "Job", ports: {} },
    { kind: "CronJob", ports: {}, schedule: { expression: "@daily" } },
  ];
  const workloads = variants.map((args) => () => new Workload("orders", { ...WORKLOAD_ARGUMENTS, ...args }));
  const documented = (component: string) => documentedChildren("kubernetes.md", `Children of a ${component}`);
  expectDocumented(documented("Namespace"), await childrenOf(() => new Namespace("shop", restricted), "shop"));
  const children = await Promise.all(workloads.map((program) => childrenOf(program, "orders")));
  expectDocumented(documented("Workload"), children.flat());
});

it("docs/eks.md lists the names and types of all children of an EksCluster", async () => {
  const addons = {
    ...MANAGED.addons,
    "aws-efs-csi-driver": "v2.1.15-eksbuild.1",
    "amazon-cloudwatch-observability": "v4.7.0-eksbuild.1",
  };
  const variants: EksClusterArgs[] = [
    AUTO,
    { ...MANAGED, addons, identities: IDENTITIES, oidcProvider: true },
    FARGATE,
  ];
  const children = await Promise.all(variants.map((args) => childrenOf(() => new EksCluster("main", args), "main")));
  const documented = children.flat().filter((child) => !child.startsWith("pulumi:providers:"));
  expectDocumented(documentedChildren("eks.md", "Children of an EksCluster"), documented);
});

it("docs/eks-nodes.md lists the names and types of all children of node groups, node pools, and identities", async () => {
  const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d"] };
  const cluster = { clusterName: "shop", clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop" };
  const policies = { metrics: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" };
  const nodes = {
    cluster,
    network,
    policies,
    instanceTypes: ["m7i.large"],
    maxNodes: 1,
    releaseVersion: "1.35.0-20260120",
  };
  const groups = await Promise.all([
    childrenOf(() => new EksNodeGroup("nodes", { ...nodes, sessionManager: true }), "nodes"),
    childrenOf(() => new EksNodeGroup("nodes", { ...nodes, subnetIds: { az1: "subnet-0a1b2c3d" } }), "nodes"),
  ]);
  const pool = await childrenOf(() => {
    const kubernetesProvider = new kubernetes.Provider("shop", { kubeconfig: "{}" });
    const limits = { cpu: 64 };
    new EksNodePool("batch", { cluster: AUTO_MODE_CLUSTER, network, kubernetesProvider, limits });
  }, "batch");
  const permissions = [{ Effect: "Allow" as const, Action: "s3:GetObject", Resource: "*" }];
  const account = { cluster, namespace: "shop", serviceAccount: "orders", permissions, policies };
  const identity = await childrenOf(() => new PodIdentity("orders", account), "orders");
  const documented = (component: string) => documentedChildren("eks-nodes.md", `Children of an ${component}`);
  expectDocumented(documented("EksNodeGroup"), groups.flat());
  expectDocumented(
    documented("EksNodePool"),
    pool.filter((child) => !child.startsWith("roadbed:")),
  );
  expectDocumented(documented("identity"), identity);
});

it("docs/monitoring.md lists the names and types of all children of a Monitoring", async () => {
  const many = (prefix: string, length = 101) => Array.from({ length }, (_, index) => `${prefix}${index}`);
  const monitors = [
    ...many("page").map((name) => monitorOf(name)),
    ...many("ticket").map((name) => monitorOf(name, { severity: "ticket" })),
    ...many("shown", 500).map((name) => shownMonitor(name)),
  ];
  const existing = many("web").map((name) => existingSet(name, { severity: "ticket" }));
  const { maintenanceWindows = {} } = MONITORING_FEATURES;
  const targets = [{ name: "shop", title: "Shop", monitors }, ...existing];
  const elsewhere = existing.map((set) => ({ ...set, region: "us-east-1" }));
  const notify = { ...NOTIFY, regions: { "us-east-1": { ticket: ["arn:aws:sns:us-east-1:123456789012:tickets"] } } };
  const children = await Promise.all([
    childrenOf(() => new Monitoring("all", { ...MONITORING_FEATURES, anomalyBands: { "orders/sent": {} } }), "all"),
    childrenOf(() => new Monitoring("all", { targets, notify, maintenanceWindows }), "all"),
    childrenOf(() => new Monitoring("all", { targets: elsewhere, notify, dashboard: false }), "all"),
  ]);
  expectDocumented(documentedChildren("monitoring.md", "Children of a Monitoring"), children.flat());
});

it("docs/monitoring.md lists the names and types of all children of an AlarmTopic", async () => {
  const children = await childrenOf(() => new AlarmTopic("pager", TOPIC_FEATURES), "pager");
  expectDocumented(documentedChildren("monitoring.md", "Children of an AlarmTopic"), children);
});

it("docs/tracing.md lists the names and types of all children of an AccountTracing and a Tracing", async () => {
  const documented = (component: string) => documentedChildren("tracing.md", `Children of ${component}`);
  const groups = { office: { filterExpression: "fault" } };
  const samplingRules = { office: { priority: 1, percent: 5 } };
  const [account, tracing] = await Promise.all([
    childrenOf(() => new AccountTracing("tracing"), "tracing"),
    childrenOf(() => new Tracing("shop", { groups, samplingRules }), "shop"),
  ]);
  expectDocumented(documented("an AccountTracing"), account);
  expectDocumented(documented("a Tracing"), tracing);
});

it("docs/logs.md lists the names and types of all children of log components", async () => {
  const logGroup = { logGroupName: "/shop/orders" };
  const texts = { meaning: "Customers cannot pay.", firstStep: "Look at the logs.", runbook: "payments" };
  const children = (program: () => unknown) => childrenOf(program, "orders");
  const documented = (component: string) => documentedChildren("logs.md", `Children of a ${component}`);
  const metricFilters = { errors: { pattern: "ERROR" } };
  const dataProtection = { dataIdentifiers: ["Name"] as const };
  expectDocumented(
    documented("LogGroup"),
    await children(() => new LogGroup("orders", { createKey: true, metricFilters, dataProtection })),
  );
  expectDocumented(
    documented("LogAlarm"),
    await children(() => new LogAlarm("orders", { logGroup, pattern: "ERROR", severity: "page", ...texts })),
  );
  const rules = { errors: { format: "JSON", keys: ["$.path"] } } as const;
  expectDocumented(
    documented("ContributorInsights"),
    await children(() => new ContributorInsights("orders", { logGroups: [logGroup], rules })),
  );
  const queries = { errors: "filter level = 1" };
  expectDocumented(documented("LogQueries"), await children(() => new LogQueries("orders", { queries })));
});

it("README.md lists all codes of argument issues", () => {
  const read = (path: string) => readFileSync(join(__dirname, "..", path), "utf8");
  const declared = [...read("src/shared/argument-issues.ts").matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, code]) => code);
  const documented = [...read("README.md").matchAll(/^\| `([a-z]+(?:-[a-z]+)*)` +\| [A-Z]/gm)].map(([, code]) => code);
  expect(declared.length).toBeGreaterThan(0);
  expect(documented).toEqual(declared);
});
