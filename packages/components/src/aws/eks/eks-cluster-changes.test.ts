import * as kubernetes from "@pulumi/kubernetes";
import { AUTO, FARGATE, IDENTITIES, MANAGED, NETWORK } from "../../../test/eks-cluster";
import { deployed } from "../../../test/network";
import { exportState } from "../../../test/upgrade/recorded-states";
import { Vpc } from "../network";
import { EksCluster } from "./eks-cluster";
import type { EksClusterArgs } from "./eks-cluster-args";
import { EksNodeGroup } from "./eks-node-group";

/** Returns the steps of a deployment after another, without the resources that remain the same. */
async function stepsBetween(before: () => unknown, after: () => unknown): Promise<string[]> {
  const state = exportState((await deployed(before)).plan);
  const { plan } = await deployed(after, state);
  return plan.steps
    .filter(({ operation, type }) => operation !== "same" && !type.startsWith("roadbed:"))
    .map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1) ?? ""}`);
}

interface StateResource {
  readonly type: string;
  readonly inputs: Record<string, object | boolean>;
  readonly outputs: Record<string, object | boolean>;
}

/** Returns the state as if the cluster had been created with other inputs. Objects are merged with those in the state. */
function withClusterInputs(state: string, changes: object): string {
  const content = JSON.parse(state) as { deployment: { resources: StateResource[] } };
  const cluster = content.deployment.resources.find(({ type }) => type === "aws:eks/cluster:Cluster");
  for (const values of [cluster?.inputs ?? {}, cluster?.outputs ?? {}]) {
    for (const [name, change] of Object.entries(changes) as [string, object | boolean][])
      values[name] = typeof change === "object" ? { ...(values[name] as object), ...change } : change;
  }
  return JSON.stringify(content);
}

/** Returns the steps after arguments of a cluster have changed. */
const stepsAfter = (args: EksClusterArgs, change: Partial<EksClusterArgs>) =>
  stepsBetween(
    () => new EksCluster("main", args),
    () => new EksCluster("main", { ...args, ...change }),
  );

const DEVELOPMENT = { profile: "development" } as const;
const GROWN_NETWORK = { ...NETWORK, privateSubnetIds: [...NETWORK.privateSubnetIds, "subnet-9a1b2c3d"] };
const NODES = { instanceTypes: ["m7i.large"], maxNodes: 3, releaseVersion: "1.35.0-20260120" };
const VIEWER = { principalArn: "arn:aws:iam::123456789012:role/support", policy: "view" } as const;

/** Returns a program with a network, a cluster, and a node group in each zone. */
const clusterIn =
  (availabilityZones: string[], withWorkload = false) =>
  () => {
    const network = new Vpc("network", { ...DEVELOPMENT, availabilityZones });
    const { provider } = new EksCluster("main", {
      ...{ ...MANAGED, ...DEVELOPMENT, network },
      nodes: (cluster) => [new EksNodeGroup("workers", { ...NODES, cluster, network })],
    });
    if (withWorkload) new kubernetes.core.v1.ConfigMap("workload", { metadata: { name: "workload" } }, { provider });
  };

describe("a change of an EksCluster", () => {
  it.each<[string, EksClusterArgs, Partial<EksClusterArgs>]>([
    ["a grown network", AUTO, { network: GROWN_NETWORK }],
    ["a grown network of Fargate", FARGATE, { network: GROWN_NETWORK }],
    ["another block of services", AUTO, { serviceCidrBlock: "172.20.0.0/16" }],
  ])("has no effect for %s", async (_, args, change) => {
    expect(await stepsAfter(args, change)).toEqual([]);
  });

  it.each<[string, EksClusterArgs, Partial<EksClusterArgs>, string[]]>([
    ["upgrades the version", AUTO, { version: "1.36" }, ["update main-cluster"]],
    ["opens the endpoint", AUTO, { publicAccessCidrs: ["203.0.113.0/24"] }, ["update main-cluster"]],
    ["ends protection", AUTO, { protection: false }, ["update main-cluster"]],
    [
      "upgrades an add-on",
      MANAGED,
      { addons: { ...MANAGED.addons, coredns: "v1.13.2-eksbuild.4" } },
      ["update main-addon-coredns"],
    ],
    [
      "adds a principal",
      AUTO,
      { access: { ...AUTO.access, support: VIEWER } },
      ["create main-access-entry-support", "create main-access-policy-support"],
    ],
    [
      "adds a namespace on Fargate",
      FARGATE,
      { fargateNamespaces: ["default", "orders"] },
      ["create main-fargate-orders"],
    ],
  ])("%s in place", async (_, args, change, steps) => {
    expect((await stepsAfter(args, change)).sort()).toEqual(steps);
  });

  it.each<[string, object]>([
    ["self-managed add-ons", { bootstrapSelfManagedAddons: true }],
    ["an implicit administrator", { accessConfig: { bootstrapClusterCreatorAdminPermissions: true } }],
    ["IPv6 services", { kubernetesNetworkConfig: { ipFamily: "ipv6" } }],
    ["another block of services", { kubernetesNetworkConfig: { serviceIpv4Cidr: "10.100.0.0/16" } }],
    ["other subnets", { vpcConfig: { subnetIds: ["subnet-9a1b2c3d", "subnet-8a1b2c3d"] } }],
  ])("does not replace a cluster that was created with %s", async (_, creation) => {
    const program = () => new EksCluster("main", AUTO);
    const state = withClusterInputs(exportState((await deployed(program)).plan), creation);
    const { plan } = await deployed(program, state);
    const step = plan.steps.find(({ urn }) => urn.endsWith("::main-cluster"));
    expect([step?.operation, step?.replaceKeys, step?.mayReplaceKeys]).toEqual(["same", undefined, undefined]);
  });

  it("adds a node group and nothing else to the cluster for another zone", async () => {
    const steps = await stepsBetween(
      clusterIn(["eu-west-1a", "eu-west-1b"]),
      clusterIn(["eu-west-1a", "eu-west-1b", "eu-west-1c"]),
    );
    expect(steps.filter((step) => !step.includes(" network"))).toEqual(["create workers-nodes-az3"]);
  });

  it("only adds identities", async () => {
    const steps = await stepsAfter(MANAGED, { identities: IDENTITIES });
    expect(steps.filter((step) => !step.startsWith("create "))).toEqual([]);
    expect(steps).toHaveLength(19);
  });

  it("does not replace the cluster when nodes move to Auto Mode", async () => {
    const { kubernetesObjects, ...auto } = { ...AUTO, kubernetesObjects: false };
    const steps = await stepsAfter({ ...MANAGED, kubernetesObjects }, { ...auto, kubernetesObjects });
    expect(steps.filter((step) => step.endsWith(" main-cluster"))).toEqual(["update main-cluster"]);
  });
});

describe("the removal of an EksCluster", () => {
  /** Returns the order in which a deployment deletes the resources of a program. */
  const deletions = (program: () => unknown) => stepsBetween(program, () => undefined);

  const inOrder = (steps: readonly string[], names: readonly string[]) =>
    steps.map((step) => step.replace("delete ", "")).filter((name) => names.includes(name));

  it("deletes workloads, then add-ons, nodes, access, the cluster, its permissions, and the network", async () => {
    const steps = await deletions(clusterIn(["eu-west-1a", "eu-west-1b"], true));
    const order = [
      ["workload"],
      ["main-provider"],
      ["main-addon-coredns", "main-addon-metrics-server", "main-addon-aws-ebs-csi-driver"],
      ["workers-nodes-az1", "workers-nodes-az2"],
      ["main-addon-vpc-cni", "main-access-policy-platform"],
      ["main-cluster"],
      ["main-logs", "main-cluster-role-cluster", "network-nat-az1"],
    ];
    const deleted = inOrder(steps, order.flat());
    for (const [index, names] of order.entries()) {
      const start = order.slice(0, index).flat().length;
      expect(deleted.slice(start, start + names.length).sort()).toEqual([...names].sort());
    }
  });

  it("deletes objects while controllers still have their identities and nodes can still join", async () => {
    const steps = await deletions(() => {
      const cluster = new EksCluster("main", { ...MANAGED, ...DEVELOPMENT, identities: IDENTITIES });
      const { provider } = cluster;
      new kubernetes.core.v1.ConfigMap("workload", { metadata: { name: "workload" } }, { provider });
    });
    const names = ["workload", "main-load-balancer-association", "main-karpenter-node-access", "main-api-ci"];
    expect(inOrder(steps, names)[0]).toBe("workload");
    expect(inOrder(steps, names)).toHaveLength(4);
  });

  it("deletes pods on Fargate before their profiles, and profiles before the role that starts pods", async () => {
    const steps = await deletions(() => new EksCluster("main", { ...FARGATE, ...DEVELOPMENT }));
    const names = ["main-addon-coredns", "main-fargate-kube-system", "main-pod-execution-role-eks", "main-cluster"];
    const deleted = inOrder(steps, names);
    expect(deleted.slice(0, 2)).toEqual(["main-addon-coredns", "main-fargate-kube-system"]);
    expect(deleted).toHaveLength(4);
  });
});
