import { preview, unknownOutput } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { AUTO } from "../../../test/eks-cluster";
import { deployed } from "../../../test/network";
import { EksCluster, PodIdentity, type EksClusterLike } from "./index";

const required = { clusterName: "shop", clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop" };

const issuesOf = (cluster: object) => issuesThrownBy(() => EksCluster.fromExisting(cluster as EksClusterLike));

describe("EksCluster.fromExisting", () => {
  it("creates nothing, and accepts the outputs of another stack", async () => {
    const stack = await preview(() => {
      const { clusterName, clusterArn, compute } = EksCluster.fromExisting({
        ...required,
        version: unknownOutput(),
        clusterSecurityGroupId: unknownOutput(),
      });
      expect(compute).toBe("managed");
      return { clusterName, clusterArn };
    });
    expect(stack.resources).toEqual([]);
    expect(stack.outputs).toEqual(required);
  });

  it("accepts a cluster of this program, with its provider", async () => {
    const stack = await deployed(() => {
      const created = new EksCluster("main", { ...AUTO, kubernetesObjects: false });
      const cluster = EksCluster.fromExisting(created);
      expect(cluster.kubernetesProvider).toBe(created.provider);
      new PodIdentity("orders", { cluster, namespace: "orders", serviceAccount: "orders" });
    });
    expect(stack.get("aws:eks/podIdentityAssociation:PodIdentityAssociation").inputs.clusterName).toBe(
      "project-stack-main",
    );
  });

  it("reports all issues", () => {
    const issues = issuesOf({
      clusterName: "my shop",
      clusterArn: "shop",
      compute: "ec2",
      version: "1",
      clusterSecurityGroupId: "shop",
      oidcProviderArn: "shop",
      oidcIssuerUrl: "oidc.eks",
      endpoint: "https://shop",
    });
    expect(codesOf(issues)).toEqual([
      "unknown-argument endpoint",
      "not-allowed compute",
      "invalid-format version",
      "invalid-format clusterSecurityGroupId",
      "invalid-format oidcProviderArn",
      "invalid-format oidcIssuerUrl",
      "invalid-format clusterName",
      "invalid-format clusterArn",
    ]);
    expect(wordingOf(issues)).toMatchSnapshot();
    expect(codesOf(issuesOf({}))).toEqual(["missing clusterName", "missing clusterArn"]);
  });
});
