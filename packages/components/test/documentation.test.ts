import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EcrRepository, EcsService, EcsTask, Vpc, type EcsServiceArgs, type VpcArgs } from "../src/aws";
import { deployed } from "./network";
import { LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "./workload";
import { ALL_SERVICE_ARGUMENTS } from "./workload-arguments";

/** A row of the tables of children: the names, such as `<tier>-<slot>`, and the type. */
interface DocumentedChildren {
  readonly names: readonly string[];
  readonly type: string;
}

/** Returns the tables of children in the "Escape hatch" section of a guide. */
function documentedChildren(guide: string): DocumentedChildren[] {
  const page = readFileSync(join(__dirname, "../../../docs", guide), "utf8");
  const [section = ""] = page.split("## Escape hatch")[1]?.split("\n## ") ?? [];
  return [...section.matchAll(/^\| (`.+?`) +\| `(aws:\S+)` +\|$/gm)].map(([, names = "", type = ""]) => ({
    names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    type,
  }));
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  "<tier>": "(?:public|private|isolated|pods)",
  "<slot>": "az\\d",
  "<name>": "(?:pods|office)",
  "<service>": "[a-z0-9]+(?:-[a-z0-9]+)*",
  "<rule>": "smtp",
  "<connection>": "database",
  "<schedule>": "mornings",
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
