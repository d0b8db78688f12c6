import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { AUTO, MANAGED, NETWORK } from "../../../test/eks-cluster";
import { deployed, previewed } from "../../../test/network";
import { EksCluster } from "./eks-cluster";
import type { EksClusterLike } from "./eks-cluster-like";
import { EksNodeGroup } from "./eks-node-group";

const createGroup = ({ clusterName }: EksClusterLike, options?: pulumi.CustomResourceOptions) =>
  new aws.eks.NodeGroup(
    "workers",
    {
      clusterName,
      nodeRoleArn: "arn:aws:iam::123456789012:role/nodes",
      subnetIds: ["subnet-0a1b2c3d"],
      scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 1 },
    },
    options,
  );

describe("the nodes of an EksCluster", () => {
  it("are created before the add-ons that run on them, and before the objects in the cluster", async () => {
    const stack = await deployed(
      () => new EksCluster("main", { ...MANAGED, nodes: (cluster) => [createGroup(cluster)] }),
    );
    const group = "aws:eks/nodeGroup:NodeGroup workers";
    const waiting = ["coredns", "metrics-server", "aws-ebs-csi-driver"];
    for (const name of waiting)
      expect(stack.dependencies(stack.get("aws:eks/addon:Addon", `main-addon-${name}`))).toContain(group);
    expect(stack.dependencies(stack.get("pulumi:providers:kubernetes"))).toContain(group);
    expect(stack.dependencies(stack.get("aws:eks/addon:Addon", "main-addon-vpc-cni"))).not.toContain(group);
  });

  it("do not wait for the add-ons that wait for them, even if they are created separately", async () => {
    const stack = await deployed(() => {
      const cluster = new EksCluster("main", MANAGED);
      const nodes = { instanceTypes: ["m7i.large"], maxNodes: 3, releaseVersion: "1.35.0-20260120" };
      new EksNodeGroup("workers", { cluster, network: NETWORK, ...nodes });
    });
    const component = stack.get("roadbed:aws:EksNodeGroup");
    for (const resource of [component, ...stack.descendants(component)]) {
      const dependencies = stack.dependencies(resource).join("\n");
      expect([resource.name, dependencies]).toEqual([resource.name, expect.not.stringMatching(/coredns|metrics|csi/)]);
    }
    expect(stack.dependencies(stack.get("aws:eks/nodeGroup:NodeGroup"))).toEqual(
      expect.arrayContaining([
        "aws:eks/accessPolicyAssociation:AccessPolicyAssociation main-access-policy-platform",
        "aws:eks/addon:Addon main-addon-kube-proxy",
        "aws:eks/addon:Addon main-addon-vpc-cni",
      ]),
    );
  });

  it("can need objects in the cluster", async () => {
    const stack = await deployed(
      () =>
        new EksCluster("main", {
          ...MANAGED,
          nodes: (cluster) => [createGroup(cluster, { dependsOn: cluster.kubernetesProvider ?? [] })],
        }),
    );
    const addon = stack.get("aws:eks/addon:Addon", "main-addon-coredns");
    expect(stack.dependencies(addon)).toContain("aws:eks/nodeGroup:NodeGroup workers");
    const provider = stack.dependencies(stack.get("pulumi:providers:kubernetes"));
    expect(provider.filter((name) => name.startsWith("aws:eks/addon"))).toEqual([
      "aws:eks/addon:Addon main-addon-eks-pod-identity-agent",
      "aws:eks/addon:Addon main-addon-kube-proxy",
      "aws:eks/addon:Addon main-addon-vpc-cni",
    ]);
  });

  it("can use objects that are created later, if Auto Mode has no node pools of its own", async () => {
    const stack = await deployed(() => new EksCluster("main", { ...AUTO, nodePools: [] }));
    const provider = stack.dependencies(stack.get("pulumi:providers:kubernetes"));
    expect(provider).not.toContain("aws:eks/addon:Addon main-addon-metrics-server");
  });

  it("have to be resources", async () => {
    await previewed(() => {
      const issues = issuesThrownBy(() => new EksCluster("main", { ...MANAGED, nodes: () => "workers" as never }));
      expect(codesOf(issues)).toEqual(["wrong-type nodes"]);
      expect(wordingOf(issues)).toBe(
        'nodes: expected a function that returns an array of resources, got "workers". Example: (cluster) => [new EksNodeGroup("workers", { cluster, … })].',
      );
    });
  });
});
