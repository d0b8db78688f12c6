import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { AUTO_MODE_CLUSTER } from "../../../test/eks";
import { changeBetween, deployed } from "../../../test/network";
import { NETWORK } from "../../../test/workload";
import { Vpc } from "../index";
import { EksNodePool, type EksNodePoolArgs } from "./index";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const NODE_CLASS = "kubernetes:eks.amazonaws.com/v1:NodeClass";
const NODE_POOL = "kubernetes:karpenter.sh/v1:NodePool";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const required = { cluster: AUTO_MODE_CLUSTER, network: NETWORK, limits: { cpu: 64 } };
const allFeatures = {
  ...required,
  poolName: "gpu",
  limits: { cpu: 64, memory: "256Gi", "nvidia.com/gpu": 8 },
  capacityTypes: ["spot", "on-demand"],
  architectures: ["amd64", "arm64"],
  requirements: [
    { key: "eks.amazonaws.com/instance-family", operator: "In", values: ["g5", "g6"] },
    { key: "eks.amazonaws.com/instance-gpu-count", operator: "Lt", values: ["5"] },
    { key: "topology.kubernetes.io/zone", operator: "Exists" },
  ],
  labels: { "example.com/team": "research" },
  taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
  startupTaints: [{ key: "example.com/warming", value: "true", effect: "NoExecute" }],
  weight: 10,
  disruption: {
    consolidationPolicy: "WhenEmpty",
    consolidateAfterSeconds: 300,
    budgets: [{ nodes: 1 }, { nodes: "0%", schedule: "0 9 * * mon-fri", durationMinutes: 480, reasons: ["Drifted"] }],
  },
  expireAfterHours: 168,
  terminationGracePeriodHours: 48,
  ephemeralStorage: { sizeGiB: 200, iops: 6000, throughput: 250, kmsKeyArn: KEY },
  networkPolicy: "DefaultDeny",
  securityGroupIds: ["sg-1a1b2c3d"],
  instanceTags: { CostCenter: "42" },
  region: "eu-west-1",
  tags: { team: "research" },
} satisfies Partial<EksNodePoolArgs>;

/** Creates a pool, and the provider of the cluster. */
function createPool(args: Partial<EksNodePoolArgs> = {}, options?: pulumi.ComponentResourceOptions): EksNodePool {
  const kubernetesProvider = new kubernetes.Provider("shop", { kubeconfig: "{}" });
  return new EksNodePool("batch", { kubernetesProvider, ...required, ...args }, options);
}

const create = (args?: Partial<EksNodePoolArgs>): Promise<StackPlan> => deployed(() => createPool(args));

describe("EksNodePool", () => {
  it.each<[string, Partial<EksNodePoolArgs>]>([
    ["default arguments", {}],
    ["all features", allFeatures],
  ])("creates these resources with %s", async (_, args) => {
    const stack = await create(args);
    expect(stack.inventory()).toMatchSnapshot();
    expect(stack.get(NODE_CLASS).inputs).toMatchSnapshot("node class");
    expect(stack.get(NODE_POOL).inputs).toMatchSnapshot("node pool");
  });

  it("gives nodes only the permissions to join the cluster and to pull images", async () => {
    const stack = await create();
    const attachments = stack.resources.filter(({ type }) => type === ATTACHMENT);
    expect(attachments.map(({ inputs }) => inputs.policyArn)).toEqual([
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    ]);
    const roleArn = "arn:aws:iam::123456789012:role/batch-node-role";
    expect(stack.get("aws:eks/accessEntry:AccessEntry").inputs).toMatchObject({ principalArn: roleArn, type: "EC2" });
    expect(stack.get("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").inputs).toMatchObject({
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
      accessScope: { type: "cluster" },
    });
  });

  it("deletes the pool before the class, and the class before the access of its nodes", async () => {
    const stack = await create();
    const dependencies = (type: string) =>
      stack.dependencies(stack.get(type)).map((dependency) => dependency.split(" ")[1]);
    expect(dependencies(NODE_POOL)).toContain("batch-node-class");
    expect(dependencies(NODE_CLASS)).toEqual(
      expect.arrayContaining(["batch-access-policy", "batch-node-role-node", "batch-node-role-registry"]),
    );
  });

  it("uses the provider of the cluster", async () => {
    const stack = await preview(() => {
      const kubernetesProvider = new kubernetes.Provider("own", { kubeconfig: "{}" });
      new EksNodePool("batch", { ...required, cluster: { ...AUTO_MODE_CLUSTER, kubernetesProvider } });
    });
    expect(stack.get(NODE_POOL).provider).toBe(stack.get("pulumi:providers:kubernetes").urn);
  });

  it("changes only the class, which lists the subnets, when a zone is added", async () => {
    const grow = (availabilityZones: string[]) => () => {
      createPool({ network: new Vpc("network", { availabilityZones }) });
    };
    const { deleted, changed } = await changeBetween(
      grow(["eu-west-1a", "eu-west-1b"]),
      grow(["eu-west-1a", "eu-west-1b", "eu-west-1c"]),
    );
    const ofPool = Object.entries(changed).filter(([name]) => name.startsWith("batch"));
    expect([deleted, ofPool]).toEqual([[], [["batch-node-class", ["spec"]]]]);
  });

  it("changes its objects in place when features are added", async () => {
    const { created, deleted, changed } = await changeBetween(
      () => createPool({ poolName: "gpu" }),
      () => createPool(allFeatures),
    );
    expect([created, deleted]).toEqual([[], []]);
    expect(Object.keys(changed).sort()).toContain("batch-node-pool");
  });
});

describe("the children of an EksNodePool", () => {
  it("have the parent, provider, Region, and tags of the component", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      createPool(allFeatures, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:EksNodePool"));
    for (const { type, provider, inputs } of children) {
      const expectedProvider = type.startsWith("kubernetes:") ? "pulumi:providers:kubernetes" : "pulumi:providers:aws";
      expect([type, provider]).toEqual([type, stack.get(expectedProvider).urn]);
      if (type.startsWith("aws:eks")) expect([type, inputs.region]).toEqual([type, "eu-west-1"]);
      if (/role:Role|accessEntry/.test(type)) expect(inputs.tags).toMatchObject({ team: "research" });
    }
    expect(children).toHaveLength(7);
  });

  it("are created even if inputs are unknown", async () => {
    const stack = await preview(() =>
      createPool({
        cluster: {
          clusterName: unknownOutput(),
          clusterArn: unknownOutput(),
          compute: "auto",
          clusterSecurityGroupId: unknownOutput(),
        },
        network: { vpcId: unknownOutput(), privateSubnetIds: unknownOutput() },
        labels: { "example.com/team": unknownOutput() },
        ephemeralStorage: { kmsKeyArn: unknownOutput() },
        securityGroupIds: [unknownOutput()],
        instanceTags: { CostCenter: unknownOutput() },
        region: unknownOutput(),
        tags: unknownOutput(),
      }),
    );
    expect(stack.descendants(stack.get("roadbed:aws:EksNodePool"))).toHaveLength(7);
  });
});
