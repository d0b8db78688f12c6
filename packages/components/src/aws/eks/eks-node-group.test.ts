import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { violatedConstraints } from "../../../test/aws-constraints";
import { EKS_CLUSTER } from "../../../test/eks";
import { changeBetween, deployed } from "../../../test/network";
import { exportState } from "../../../test/upgrade/recorded-states";
import { NETWORK } from "../../../test/workload";
import { Vpc } from "../index";
import { EksNodeGroup, type EksClusterLike, type EksNodeGroupArgs } from "./index";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
/** A cluster about which the program knows little. */
const FOREIGN_CLUSTER: EksClusterLike = { clusterName: EKS_CLUSTER.clusterName, clusterArn: EKS_CLUSTER.clusterArn };
const SUBNETS = { az1: "subnet-0a1b2c3d", az3: "subnet-1a1b2c3d" };
const required = {
  cluster: EKS_CLUSTER,
  network: NETWORK,
  instanceTypes: ["m7i.large", "m6i.large"],
  maxNodes: 5,
  releaseVersion: "1.35.0-20260120",
};
const allFeatures = {
  ...required,
  subnetIds: SUBNETS,
  amiType: "BOTTLEROCKET_x86_64",
  releaseVersion: "1.52.0-0ab4fab4",
  version: "1.34",
  capacityType: "spot",
  minNodes: 2,
  initialNodes: 3,
  labels: { "example.com/team": "research" },
  taints: [
    { key: "dedicated", value: "batch", effect: "NoSchedule" },
    { key: "example.com/slow", effect: "PreferNoSchedule" },
    { key: "example.com/drain", effect: "NoExecute" },
  ],
  ephemeralStorage: { sizeGiB: 200, iops: 6000, throughput: 250, kmsKeyArn: KEY },
  securityGroupIds: ["sg-1a1b2c3d"],
  update: { maxUnavailable: "25%", strategy: "MINIMAL", force: true },
  repair: { maxUnhealthy: "30%", maxParallel: 2 },
  sessionManager: true,
  policies: { metrics: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" },
  region: "eu-west-1",
  tags: { team: "research" },
} satisfies Partial<EksNodeGroupArgs>;

const createNodes = (args: Partial<EksNodeGroupArgs> = {}) => new EksNodeGroup("general", { ...required, ...args });
const create = (args?: Partial<EksNodeGroupArgs>): Promise<StackPlan> => deployed(() => createNodes(args));
const nodeGroup = async (args?: Partial<EksNodeGroupArgs>) => (await create(args)).get(NODE_GROUP);

describe("EksNodeGroup", () => {
  it.each<[string, Partial<EksNodeGroupArgs>]>([
    ["default arguments", {}],
    ["all features", allFeatures],
  ])("creates these resources with %s", async (_, args) => {
    const stack = await create(args);
    expect(stack.inventory()).toMatchSnapshot();
    expect(stack.get(LAUNCH_TEMPLATE).inputs).toMatchSnapshot("launch template");
    const [first] = stack.resources.filter(({ type }) => type === NODE_GROUP);
    expect([first?.inputs, first?.options.ignoreChanges]).toMatchSnapshot("node group");
    expect(violatedConstraints(stack)).toEqual([]);
  });

  it("creates a node group in each zone of the first private tier of a Vpc", async () => {
    const stack = await deployed(() => {
      const tiers = {
        public: {},
        isolated: {},
        nodes: { kind: "private" as const },
        pods: { kind: "private" as const },
      };
      createNodes({ network: new Vpc("network", { tiers, availabilityZones: ["eu-west-1a", "eu-west-1c"] }) });
    });
    const groups = stack.resources.filter(({ type }) => type === NODE_GROUP);
    expect(groups.map(({ name, inputs }) => [name, inputs.subnetIds])).toEqual([
      ["general-nodes-az1", ["network-nodes-az1-id"]],
      ["general-nodes-az3", ["network-nodes-az3-id"]],
    ]);
  });

  it("gives nodes the permissions of the add-on vpc-cni only if the add-on has no role", async () => {
    const policies = async (args?: Partial<EksNodeGroupArgs>) =>
      (await create(args)).resources.filter(({ type }) => type === ATTACHMENT).map(({ inputs }) => inputs.policyArn);
    expect(await policies({ cluster: FOREIGN_CLUSTER })).toEqual([
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
    ]);
    expect(await policies()).toHaveLength(2);
  });

  it("deletes nodes before their permissions and before the add-ons that they need", async () => {
    const stack = await deployed(() => {
      const addon = new aws.eks.Addon("vpc-cni", { clusterName: "shop", addonName: "vpc-cni" });
      createNodes({ cluster: { ...FOREIGN_CLUSTER, nodeDependencies: [addon] } });
    });
    const dependencies = stack.dependencies(stack.get(NODE_GROUP)).map((dependency) => dependency.split(" ")[1]);
    expect(dependencies).toEqual(
      expect.arrayContaining([
        "vpc-cni",
        "general-node-role-node",
        "general-node-role-registry",
        "general-node-role-cni",
      ]),
    );
  });

  it("runs the image for ARM processors if the first instance type has one", async () => {
    expect((await nodeGroup({ instanceTypes: ["m8g.large"] })).inputs.amiType).toBe("AL2023_ARM_64_STANDARD");
  });

  it("takes the Kubernetes version from the release or the cluster", async () => {
    const version = async (args: Partial<EksNodeGroupArgs>) => (await nodeGroup(args)).inputs.version;
    const bottlerocket = { amiType: "BOTTLEROCKET_x86_64", releaseVersion: "1.52.0-0ab4fab4" } as const;
    const cluster = { ...EKS_CLUSTER, version: "1.36" };
    expect(await version({ cluster })).toBe("1.35");
    expect(await version({ cluster, ...bottlerocket })).toBe("1.36");
    expect(await version({ cluster, ...bottlerocket, version: "1.34" })).toBe("1.34");
    expect(await version({ cluster: FOREIGN_CLUSTER, ...bottlerocket })).toBeUndefined();
    expect(await version({ cluster: FOREIGN_CLUSTER })).toBe("1.35");
  });

  it.each<[Partial<EksNodeGroupArgs>, number]>([
    [{}, 130],
    [{ maxNodes: 100 }, 2030],
    [{ maxNodes: 100, update: { maxUnavailable: 10 } }, 230],
    [{ maxNodes: 100, update: { maxUnavailable: "33%" } }, 110],
    [{ maxNodes: 2, update: { maxUnavailable: "1%" } }, 70],
  ])("waits for an update with %j for up to %i minutes", async (args, minutes) => {
    const { options } = await nodeGroup(args);
    expect(options.customTimeouts).toEqual({ create: 2400, update: minutes * 60, delete: 3600 });
  });

  it("turns off repairs", async () => {
    expect((await nodeGroup({ repair: false })).inputs.nodeRepairConfig).toEqual({ enabled: false });
  });
});

describe("a change of an EksNodeGroup", () => {
  const grow = (availabilityZones: string[]) => () => {
    createNodes({ network: new Vpc("network", { availabilityZones }) });
  };

  it("adds a node group and nothing else when a zone is added", async () => {
    const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
    for (const before of [zones.slice(0, 2), zones.slice(1)]) {
      const { created, deleted, changed } = await changeBetween(grow(before), grow(zones));
      const added = before.includes("eu-west-1a") ? "az3" : "az1";
      expect(created.filter((name) => name.startsWith("general"))).toEqual([`general-nodes-${added}`]);
      expect([deleted, Object.keys(changed).filter((name) => name.startsWith("general"))]).toEqual([[], []]);
    }
  });

  it.each<[string, Partial<EksNodeGroupArgs>, Partial<EksNodeGroupArgs>]>([
    ["when features are added", { ...allFeatures, labels: {}, taints: [], ephemeralStorage: {} }, allFeatures],
    [
      "for a new release",
      { cluster: FOREIGN_CLUSTER },
      { cluster: FOREIGN_CLUSTER, releaseVersion: "1.36.0-20260301" },
    ],
    [
      "when a network without known zones grows",
      {},
      { network: { ...NETWORK, privateSubnetIds: ["subnet-9a1b2c3d"] } },
    ],
  ])("neither replaces nor deletes resources %s", async (_, before, after) => {
    const state = exportState((await create(before)).plan);
    const { plan } = await deployed(() => createNodes(after), state);
    expect(plan.steps.filter(({ operation }) => !["same", "update", "create"].includes(operation))).toEqual([]);
    expect(plan.steps.flatMap(({ mayReplaceKeys = [] }) => mayReplaceKeys)).toEqual([]);
  });
});

describe("the children of an EksNodeGroup", () => {
  it("have the parent, provider, Region, and tags of the component", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new EksNodeGroup("general", { ...required, ...allFeatures }, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:EksNodeGroup"));
    for (const { type, provider, inputs } of children) {
      expect([type, provider]).toEqual([type, stack.get("pulumi:providers:aws").urn]);
      if (!type.startsWith("aws:iam")) expect([type, inputs.region]).toEqual([type, "eu-west-1"]);
      if (type !== ATTACHMENT) expect([type, inputs.tags]).toMatchObject([type, { team: "research" }]);
    }
    expect(children).toHaveLength(8);
  });

  it("are created even if inputs are unknown", async () => {
    const stack = await preview(() =>
      createNodes({
        cluster: { clusterName: unknownOutput(), clusterArn: unknownOutput(), version: unknownOutput() },
        network: { vpcId: unknownOutput(), privateSubnetIds: unknownOutput() },
        releaseVersion: unknownOutput(),
        labels: { "example.com/team": unknownOutput() },
        ephemeralStorage: { kmsKeyArn: unknownOutput() },
        policies: { metrics: unknownOutput() },
        region: unknownOutput(),
        tags: unknownOutput(),
      }),
    );
    expect(stack.descendants(stack.get("roadbed:aws:EksNodeGroup"))).toHaveLength(7);
  });
});
