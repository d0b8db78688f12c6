import { AUTO, FARGATE, MANAGED, NETWORK } from "../../../test/eks-cluster";
import { deployed } from "../../../test/network";
import { EksCluster } from "./eks-cluster";
import type { EksClusterArgs } from "./eks-cluster-args";

const CLUSTER = "aws:eks/cluster:Cluster";
const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const create = (args: EksClusterArgs) => deployed(() => new EksCluster("main", args));

/** Returns the inputs of the cluster. */
const inputsOf = async (args: EksClusterArgs) => (await create(args)).get(CLUSTER).inputs;

/** Returns the managed policies of a role without the part of the ARN that all have in common. */
async function policiesOf(args: EksClusterArgs, role: string) {
  const attachments = (await create(args)).byType(ATTACHMENT).filter(({ inputs }) => inputs.role === role);
  return attachments.map(({ inputs }) => (inputs.policyArn as string).replace("arn:aws:iam::aws:policy/", "")).sort();
}

describe("the control plane of an EksCluster", () => {
  it("has a private endpoint, encrypted secrets, all logs, and standard support", async () => {
    const stack = await create(MANAGED);
    expect(stack.get(CLUSTER).inputs).toMatchObject({
      name: "project-stack-main",
      version: "1.35",
      roleArn: "arn:aws:iam::123456789012:role/main-cluster-role",
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      vpcConfig: {
        subnetIds: NETWORK.privateSubnetIds,
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
      encryptionConfig: { provider: { keyArn: stack.get("aws:kms/key:Key").outputs.arn }, resources: ["secrets"] },
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
    });
  });

  it("opens the public endpoint to the given networks only", async () => {
    const { vpcConfig } = await inputsOf({ ...AUTO, publicAccessCidrs: ["203.0.113.0/24"] });
    expect(vpcConfig).toMatchObject({
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.0/24"],
    });
  });

  it("passes settings on", async () => {
    const args = {
      ...AUTO,
      clusterName: "shop",
      supportType: "extended",
      zonalShift: false,
      secretsKmsKeyArn: KEY,
    } as const;
    expect(await inputsOf({ ...args, logTypes: ["audit"], serviceCidrBlock: "172.20.0.0/16" })).toMatchObject({
      name: "shop",
      upgradePolicy: { supportType: "EXTENDED" },
      zonalShiftConfig: { enabled: false },
      encryptionConfig: { provider: { keyArn: KEY } },
      enabledClusterLogTypes: ["audit"],
      kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16" },
    });
  });

  it.each<[string, EksClusterArgs, boolean]>([
    ["turns the three switches of Auto Mode on together", AUTO, true],
    ["turns them off with managed nodes", MANAGED, false],
    ["turns them off on Fargate", FARGATE, false],
  ])("%s", async (_, args, enabled) => {
    expect(await inputsOf(args)).toMatchObject({
      computeConfig: { enabled },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled } },
      storageConfig: { blockStorage: { enabled } },
    });
  });

  it("names the role of the nodes of Auto Mode only together with node pools, as EKS requires", async () => {
    expect((await inputsOf(AUTO)).computeConfig).toEqual({
      enabled: true,
      nodePools: ["general-purpose", "system"],
      nodeRoleArn: "arn:aws:iam::123456789012:role/main-node-role",
    });
    expect((await inputsOf({ ...AUTO, nodePools: [] })).computeConfig).toEqual({ enabled: true });
  });

  it("has a log group that exists before EKS would create one without retention", async () => {
    const stack = await create(AUTO);
    const logGroup = stack.get("aws:cloudwatch/logGroup:LogGroup");
    expect(logGroup.inputs).toMatchObject({ name: "/aws/eks/project-stack-main/cluster", retentionInDays: 90 });
    expect(stack.dependencies(stack.get(CLUSTER))).toContain("aws:cloudwatch/logGroup:LogGroup main-logs");
  });

  it("can keep its logs, encrypted, after its deletion", async () => {
    const stack = await create({ ...AUTO, retainLogsOnDelete: true, logKmsKeyArn: KEY });
    const { options, inputs } = stack.get("aws:cloudwatch/logGroup:LogGroup");
    expect([options.retainOnDelete, inputs.kmsKeyId]).toEqual([true, KEY]);
  });
});

describe("the roles of an EksCluster", () => {
  it("are assumed by EKS on behalf of this cluster only", async () => {
    expect((await create(MANAGED)).get(ROLE, "main-cluster-role").inputs.assumeRolePolicy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "eks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:eks:eu-west-1:123456789012:cluster/project-stack-main" },
          },
        },
      ],
    });
  });

  it("let Auto Mode tag its sessions", async () => {
    expect((await create(AUTO)).get(ROLE, "main-cluster-role").inputs.assumeRolePolicy).toMatchObject({
      Statement: [{ Principal: { Service: "eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] }],
    });
  });

  it("have the policies of AWS for each kind of compute", async () => {
    expect(await policiesOf(MANAGED, "main-cluster-role")).toEqual(["AmazonEKSClusterPolicy"]);
    expect(await policiesOf(AUTO, "main-cluster-role")).toEqual([
      "AmazonEKSBlockStoragePolicy",
      "AmazonEKSClusterPolicy",
      "AmazonEKSComputePolicy",
      "AmazonEKSLoadBalancingPolicy",
      "AmazonEKSNetworkingPolicy",
    ]);
    expect(await policiesOf(AUTO, "main-node-role")).toEqual([
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKSWorkerNodeMinimalPolicy",
    ]);
    expect(await policiesOf(FARGATE, "main-pod-execution-role")).toEqual(["AmazonEKSFargatePodExecutionRolePolicy"]);
  });

  it("allow the cluster to use exactly one key", async () => {
    const stack = await create({ ...MANAGED, secretsKmsKeyArn: KEY });
    expect(stack.get("aws:iam/rolePolicy:RolePolicy").inputs.policy).toMatchObject({
      Statement: [
        { Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"], Resource: KEY, Effect: "Allow" },
      ],
    });
  });

  it("have their permissions before the cluster exists and until it is deleted", async () => {
    const stack = await create(AUTO);
    const permissions = [...stack.byType(ATTACHMENT), ...stack.byType("aws:iam/rolePolicy:RolePolicy")];
    const names = permissions.map(({ type, name }) => `${type} ${name}`);
    expect(stack.dependencies(stack.get(CLUSTER))).toEqual(expect.arrayContaining(names));
    expect(names).toHaveLength(8);
  });

  it("have names that never change, because another role would replace the cluster", async () => {
    const names = (await create(AUTO)).byType(ROLE).map(({ name }) => name);
    expect(names).toEqual(["main-cluster-role", "main-node-role"]);
  });
});
