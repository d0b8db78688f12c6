import { AUTO, IDENTITIES, MANAGED } from "../../../../test/eks-cluster";
import { deployed } from "../../../../test/network";
import { EksCluster } from "../eks-cluster";
import type { EksClusterArgs } from "../eks-cluster-args";

const create = (args: EksClusterArgs) => deployed(() => new EksCluster("main", args));

describe("the identities of an EksCluster", () => {
  it("can be used when the agent runs and the role has its permissions", async () => {
    const stack = await create({ ...MANAGED, identities: IDENTITIES });
    const association = stack.get(
      "aws:eks/podIdentityAssociation:PodIdentityAssociation",
      "main-external-dns-association",
    );
    expect(association.inputs).toMatchObject({
      clusterName: "project-stack-main",
      namespace: "external-dns",
      serviceAccount: "external-dns",
      roleArn: "arn:aws:iam::123456789012:role/main-external-dns-role",
    });
    expect(stack.dependencies(association)).toEqual(
      expect.arrayContaining([
        "aws:eks/addon:Addon main-addon-eks-pod-identity-agent",
        "aws:iam/rolePolicy:RolePolicy main-external-dns-role-policy",
      ]),
    );
  });

  it("can have other service accounts", async () => {
    const externalDns = { hostedZoneIds: ["Z0123456789ABCDEFGHIJ"], namespace: "dns", serviceAccount: "records" };
    const stack = await create({ ...AUTO, identities: { externalDns } });
    expect(stack.get("aws:eks/podIdentityAssociation:PodIdentityAssociation").inputs).toMatchObject({
      namespace: "dns",
      serviceAccount: "records",
    });
  });

  it("have exactly these permissions", async () => {
    const stack = await create({ ...MANAGED, identities: IDENTITIES });
    const policies = stack.byType("aws:iam/rolePolicy:RolePolicy").map(({ name, inputs }) => [name, inputs.policy]);
    expect(Object.fromEntries(policies)).toMatchSnapshot();
  });

  it("have policies within the limit of IAM for roles", async () => {
    const stack = await create({ ...MANAGED, clusterName: "c".repeat(100), identities: IDENTITIES });
    for (const { name, inputs } of stack.byType("aws:iam/rolePolicy:RolePolicy"))
      expect([name, JSON.stringify(inputs.policy).length < 10_240]).toEqual([name, true]);
  });

  it("let the nodes of Karpenter join the cluster", async () => {
    const stack = await create({ ...MANAGED, identities: { karpenter: {} } });
    expect(stack.get("aws:eks/accessEntry:AccessEntry", "main-karpenter-node-access").inputs).toMatchObject({
      principalArn: "arn:aws:iam::123456789012:role/main-karpenter-node-role",
      type: "EC2_LINUX",
    });
  });
});
