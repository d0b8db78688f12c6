import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  Bucket,
  Database,
  EcrRegistry,
  EcrRepository,
  EcsCluster,
  EcsService,
  EcsTask,
  LoadBalancer,
  Monitoring,
  NetworkLoadBalancer,
  Queue,
  Secret,
  Vpc,
  type EcsClusterArgs,
  type EcsServiceArgs,
  type VpcArgs,
} from "../src/aws";
import { ALL_FEATURES, existingSet, monitorOf, NOTIFY, shownMonitor } from "./monitoring";
import { deployed } from "./network";
import { LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "./workload";
import { ALL_SERVICE_ARGUMENTS } from "./workload-arguments";

/** A row of the tables of children: the names, such as `<tier>-<slot>`, and the type. */
interface DocumentedChildren {
  readonly names: readonly string[];
  readonly type: string;
}

/** Returns the tables of children in a section of a guide. */
function documentedChildren(guide: string, heading = "Escape hatch"): DocumentedChildren[] {
  const page = readFileSync(join(__dirname, "../../../docs", guide), "utf8");
  const [section = ""] = page.split(`\n## ${heading}\n`)[1]?.split("\n## ") ?? [];
  return [...section.matchAll(/^\| (`.+?`) +\| `(aws:\S+)` +\|$/gm)].map(([, names = "", type = ""]) => ({
    names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    type,
  }));
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  "<tier>": "(?:public|private|isolated|pods)",
  "<slot>": "az\\d",
  "<name>": "(?:pods|office)",
  "<source>": "(?:anywhere|vpc|office)(?:-ipv6)?",
  "<number>": "\\d+",
  "<port>": "\\d+",
  "<domain>": "(?:wildcard-)?example-com",
  "<service>": "[a-z0-9]+(?:-[a-z0-9]+)*",
  "<rule>": "smtp",
  "<connection>": "database",
  "<schedule>": "mornings",
  "<set>-<monitor>": "(?:orders|resize|shop)-[a-z0-9-]+",
  "<window>": "(?:upgrade|migration)",
  "<region>": "us-east-1",
  "<bits>": "[01]+",
};

const patternOf = (name: string) =>
  new RegExp(
    `^${Object.entries(PLACEHOLDERS).reduce((source, [key, pattern]) => source.replaceAll(key, pattern), name)}$`,
  );

/** Returns `type name` for each child, without the prefix of the component. */
async function childrenOf(program: () => unknown, component: string): Promise<string[]> {
  const { resources } = await deployed(program);
  return resources.slice(1).map(({ type, name }) => `${type} ${name.replace(`${component}-`, "")}`);
}

function expectDocumented(documented: readonly DocumentedChildren[], children: readonly string[]): void {
  const rows = documented.flatMap(({ names, type }) => names.map((name) => ({ name, type, pattern: patternOf(name) })));
  const isDocumented = (child: string) => rows.some(({ type, pattern }) => matches(child, type, pattern));
  expect(children.filter((child) => !isDocumented(child))).toEqual([]);
  expect(rows.filter(({ type, pattern }) => !children.some((child) => matches(child, type, pattern)))).toEqual([]);
}

const matches = (child: string, type: string, pattern: RegExp): boolean => {
  const [childType, name = ""] = child.split(" ");
  return childType === type && pattern.test(name);
};

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
  const network = { vpcId: "vpc-0a1b2c3d", publicSubnetIds: ["subnet-0a1b2c3d"], privateSubnetIds: [] };
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
  const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d"] };
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

it("docs/monitoring.md lists the names and types of all children of a Monitoring", async () => {
  const many = (prefix: string, length = 101) => Array.from({ length }, (_, index) => `${prefix}${index}`);
  const monitors = [
    ...many("page").map((name) => monitorOf(name)),
    ...many("ticket").map((name) => monitorOf(name, { severity: "ticket" })),
    ...many("shown", 500).map((name) => shownMonitor(name)),
  ];
  const existing = many("web").map((name) => existingSet(name, { severity: "ticket" }));
  const { maintenanceWindows = {} } = ALL_FEATURES;
  const targets = [{ name: "shop", title: "Shop", monitors }, ...existing];
  const elsewhere = existing.map((set) => ({ ...set, region: "us-east-1" }));
  const notify = { ...NOTIFY, regions: { "us-east-1": { ticket: ["arn:aws:sns:us-east-1:123456789012:tickets"] } } };
  const children = await Promise.all([
    childrenOf(() => new Monitoring("all", ALL_FEATURES), "all"),
    childrenOf(() => new Monitoring("all", { targets, notify, maintenanceWindows }), "all"),
    childrenOf(() => new Monitoring("all", { targets: elsewhere, notify, dashboard: false }), "all"),
  ]);
  expectDocumented(documentedChildren("monitoring.md", "Children of a Monitoring"), children.flat());
});

it("docs/network.md shows a transform that changes an input of a child", async () => {
  const plan = await deployed(
    () =>
      new Vpc(
        "network",
        { availabilityZones: ["eu-west-1a"] },
        {
          transforms: [
            ({ type, name, props, opts }) =>
              type === "aws:ec2/vpc:Vpc" && name === "network-vpc"
                ? { props: { ...props, enableNetworkAddressUsageMetrics: true }, opts }
                : undefined,
          ],
        },
      ),
  );
  expect(plan.get("aws:ec2/vpc:Vpc").inputs.enableNetworkAddressUsageMetrics).toBe(true);
});

it("README.md lists all codes of argument issues", () => {
  const read = (path: string) => readFileSync(join(__dirname, "..", path), "utf8");
  const declared = [...read("src/shared/argument-issues.ts").matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, code]) => code);
  const documented = [...read("README.md").matchAll(/^\| `([a-z]+(?:-[a-z]+)*)` +\| [A-Z]/gm)].map(([, code]) => code);
  expect(declared.length).toBeGreaterThan(0);
  expect(documented).toEqual(declared);
});
