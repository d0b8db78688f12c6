import type { Properties } from "@roadbed/plan";
import type { StackPlan } from "@roadbed/testing";
import { AUTO, FARGATE, MANAGED } from "../../../test/eks-cluster";
import { deployed } from "../../../test/network";
import { EksCluster } from "./eks-cluster";
import type { EksClusterArgs } from "./eks-cluster-args";

const ADDON = "aws:eks/addon:Addon";
const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const DRIVER_ROLE = "arn:aws:iam::123456789012:role/driver";

const create = (args: EksClusterArgs) => deployed(() => new EksCluster("main", args));
const addon = (stack: StackPlan, name: string) => stack.get(ADDON, `main-addon-${name}`);

/** Returns the configuration of an add-on. */
const configurationOf = (stack: StackPlan, name: string): unknown => {
  const { configurationValues } = addon(stack, name).inputs;
  return typeof configurationValues === "string" ? JSON.parse(configurationValues) : configurationValues;
};

/** Returns the names of the children on which an add-on depends. */
const dependenciesOf = (stack: StackPlan, name: string) =>
  stack.dependencies(addon(stack, name)).map((dependency) => dependency.split(" main-")[1]);

describe("the add-ons of an EksCluster", () => {
  it("have fixed versions, overwrite earlier installations, and preserve later changes", async () => {
    for (const { name, inputs } of (await create(MANAGED)).byType(ADDON)) {
      const addonName = name.replace("main-addon-", "");
      expect(inputs).toMatchObject({
        clusterName: "project-stack-main",
        addonName,
        addonVersion: MANAGED.addons[addonName],
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "PRESERVE",
      });
    }
  });

  it("that nodes need exist before nodes, and the others wait for them", async () => {
    const stack = await create(MANAGED);
    const beforeNodes = ["addon-vpc-cni", "addon-kube-proxy", "addon-eks-pod-identity-agent"];
    for (const name of ["coredns", "metrics-server", "aws-ebs-csi-driver"])
      expect(dependenciesOf(stack, name)).toEqual(expect.arrayContaining(beforeNodes));
    for (const name of beforeNodes)
      expect(dependenciesOf(stack, name.replace("addon-", "")).filter((child) => child?.startsWith("addon-"))).toEqual(
        [],
      );
  });

  it("wait for the profiles of Fargate, without which their pods never start", async () => {
    expect(dependenciesOf(await create(FARGATE), "coredns")).toEqual(
      expect.arrayContaining(["fargate-kube-system", "fargate-default"]),
    );
  });

  it("include CoreDNS that runs on Fargate", async () => {
    expect(configurationOf(await create(FARGATE), "coredns")).toEqual({ computeType: "Fargate" });
    expect(configurationOf(await create(MANAGED), "coredns")).toBeUndefined();
  });

  it("are configured, in addition to what the cluster requires", async () => {
    const configuration = { env: { ENABLE_PREFIX_DELEGATION: "true" } };
    const vpcCni = { version: "v1.21.1-eksbuild.3", configuration };
    const stack = await create({ ...MANAGED, addons: { ...MANAGED.addons, "vpc-cni": vpcCni } });
    expect(configurationOf(stack, "vpc-cni")).toEqual({ ...configuration, enableNetworkPolicy: "true" });
  });

  it("are not installed if they are false", async () => {
    const stack = await create({ ...MANAGED, addons: { ...MANAGED.addons, "aws-ebs-csi-driver": false } });
    expect(stack.inventory().join("\n")).not.toMatch(/ebs|storage-class/);
  });

  it("use roles of their own, so that nodes need no permissions for them", async () => {
    const stack = await create({
      ...MANAGED,
      addons: {
        ...MANAGED.addons,
        "aws-efs-csi-driver": "v2.1.15-eksbuild.1",
        "amazon-cloudwatch-observability": "v4.7.0-eksbuild.1",
      },
    });
    const associations = stack.byType(ADDON).flatMap(({ name, inputs }) => {
      const list = (inputs.podIdentityAssociations ?? []) as Properties[];
      return list.map(({ serviceAccount, roleArn }) => [name, serviceAccount, roleArn]);
    });
    expect(associations).toEqual([
      [
        "main-addon-amazon-cloudwatch-observability",
        "cloudwatch-agent",
        "arn:aws:iam::123456789012:role/main-cloudwatch-role",
      ],
      ["main-addon-aws-ebs-csi-driver", "ebs-csi-controller-sa", "arn:aws:iam::123456789012:role/main-ebs-role"],
      ["main-addon-aws-efs-csi-driver", "efs-csi-controller-sa", "arn:aws:iam::123456789012:role/main-efs-role"],
      ["main-addon-vpc-cni", "aws-node", "arn:aws:iam::123456789012:role/main-cni-role"],
    ]);
    const policies = stack.byType(ATTACHMENT).map(({ inputs: { role, policyArn } }) => [role, policyArn]);
    expect(policies).toEqual([
      ["main-cloudwatch-role", "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"],
      ["main-cloudwatch-role", "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess"],
      ["main-cluster-role", "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"],
      ["main-cni-role", "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"],
      ["main-ebs-role", "arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"],
      ["main-efs-role", "arn:aws:iam::aws:policy/service-role/AmazonEFSCSIDriverPolicy"],
    ]);
  });

  it("use roles that exactly one service account can assume, and that have their policies first", async () => {
    const stack = await create(MANAGED);
    expect(stack.get(ROLE, "main-ebs-role").inputs.assumeRolePolicy).toMatchObject({
      Statement: [
        {
          Principal: { Service: "pods.eks.amazonaws.com" },
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:123456789012:cluster/project-stack-main",
              "aws:RequestTag/kubernetes-namespace": "kube-system",
              "aws:RequestTag/kubernetes-service-account": "ebs-csi-controller-sa",
            },
          },
        },
      ],
    });
    expect(dependenciesOf(stack, "aws-ebs-csi-driver")).toContain("ebs-role-ebs");
  });

  it("use the given roles instead", async () => {
    const driver = { version: "v1.55.0-eksbuild.1", roleArns: { "ebs-csi-controller-sa": DRIVER_ROLE } };
    const stack = await create({ ...MANAGED, addons: { ...MANAGED.addons, "aws-ebs-csi-driver": driver } });
    expect(addon(stack, "aws-ebs-csi-driver").inputs.podIdentityAssociations).toEqual([
      { roleArn: DRIVER_ROLE, serviceAccount: "ebs-csi-controller-sa" },
    ]);
    expect(stack.byType(ROLE).map(({ name }) => name)).toEqual(["main-cluster-role", "main-cni-role"]);
  });

  it("use no roles without EKS Pod Identity", async () => {
    const stack = await create({ ...MANAGED, addons: { ...MANAGED.addons, "eks-pod-identity-agent": false } });
    expect(stack.byType(ROLE).map(({ name }) => name)).toEqual(["main-cluster-role"]);
  });

  it("have roles in Auto Mode, which includes the agent of EKS Pod Identity", async () => {
    const addons = { ...AUTO.addons, "aws-efs-csi-driver": "v2.1.15-eksbuild.1" };
    const stack = await create({ ...AUTO, addons });
    expect(stack.get(ROLE, "main-efs-role")).toBeDefined();
  });
});

describe("network policies of an EksCluster", () => {
  it("are enforced on managed nodes by the add-on", async () => {
    expect(configurationOf(await create(MANAGED), "vpc-cni")).toEqual({ enableNetworkPolicy: "true" });
  });

  it("are enforced in Auto Mode by a ConfigMap", async () => {
    expect((await create(AUTO)).get("kubernetes:core/v1:ConfigMap").inputs).toMatchObject({
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    });
  });

  it("are not enforced without networkPolicy", async () => {
    expect(configurationOf(await create({ ...MANAGED, networkPolicy: false }), "vpc-cni")).toBeUndefined();
    expect((await create({ ...AUTO, networkPolicy: false })).byType("kubernetes:core/v1:ConfigMap")).toEqual([]);
  });
});
