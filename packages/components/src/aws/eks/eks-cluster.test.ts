import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { unknownOutput } from "@roadbed/testing";
import { violatedConstraints } from "../../../test/aws-constraints";
import { AUTO, FARGATE, IDENTITIES, MANAGED } from "../../../test/eks-cluster";
import { deployed, previewed } from "../../../test/network";
import { EksCluster } from "./eks-cluster";
import type { EksClusterArgs } from "./eks-cluster-args";

const CLUSTER = "aws:eks/cluster:Cluster";
const REGION_OR_GLOBAL = /^aws:iam\/|^kubernetes:|^pulumi:/;
const UNTAGGED = /RolePolicy|AccessPolicyAssociation|^kubernetes:|^pulumi:/;

const ALL: EksClusterArgs = {
  ...MANAGED,
  addons: { ...MANAGED.addons, "amazon-cloudwatch-observability": "v4.7.0-eksbuild.1" },
  identities: IDENTITIES,
  oidcProvider: true,
  publicAccessCidrs: ["203.0.113.0/24"],
  region: "eu-west-1",
  tags: { team: "platform" },
};
const COMPUTES: [string, EksClusterArgs][] = [
  ["Auto Mode", AUTO],
  ["managed nodes", MANAGED],
  ["Fargate", FARGATE],
];

const create = (args: EksClusterArgs, options?: pulumi.ComponentResourceOptions) =>
  previewed(() => new EksCluster("main", args, options));

describe("EksCluster", () => {
  it.each<[string, EksClusterArgs]>([
    ...COMPUTES,
    ["all features", ALL],
    ["Auto Mode and no objects in the cluster", { ...AUTO, kubernetesObjects: false }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it.each([...COMPUTES, ["all features", ALL] as const])(
    "satisfies the constraints of AWS with %s",
    async (_, args) => {
      expect(violatedConstraints(await deployed(() => new EksCluster("main", args)))).toEqual([]);
    },
  );

  it("exposes its children and the outputs of the cluster", async () => {
    const stack = await deployed(() => {
      const cluster = new EksCluster("main", ALL);
      expect(cluster.controlPlane.cluster).toBeInstanceOf(aws.eks.Cluster);
      expect(cluster.access.platform?.entry).toBeInstanceOf(aws.eks.AccessEntry);
      expect(cluster.addons["vpc-cni"]?.role?.role).toBeInstanceOf(aws.iam.Role);
      expect(cluster.identities.karpenter?.association).toBeInstanceOf(aws.eks.PodIdentityAssociation);
      expect(cluster.vpcCniHasOwnRole).toBe(true);
      const { clusterName, clusterArn, version, endpoint, clusterSecurityGroupId } = cluster;
      const { oidcIssuerUrl, oidcProviderArn } = cluster;
      return { clusterName, clusterArn, version, endpoint, clusterSecurityGroupId, oidcIssuerUrl, oidcProviderArn };
    });
    expect(stack.outputs).toEqual({
      clusterName: "project-stack-main",
      clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/project-stack-main",
      version: "1.35",
      endpoint: "https://0A1B2C3D4E5F60718293A4B5C6D7E8F9.gr7.eu-west-1.eks.amazonaws.com",
      clusterSecurityGroupId: "sg-0a1b2c3d4e5f60718",
      oidcIssuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9",
      oidcProviderArn:
        "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9",
    });
  });

  it("is protected by Pulumi and by EKS, together with the key of its secrets", async () => {
    const stack = await create(AUTO);
    const { options, inputs } = stack.get(CLUSTER);
    expect([options.protect, inputs.deletionProtection]).toEqual([true, true]);
    expect(stack.get("aws:kms/key:Key").options.protect).toBe(true);
  });

  it("is not protected in the development profile, and keeps logs for a week", async () => {
    const stack = await create({ ...AUTO, profile: "development" });
    const { options, inputs } = stack.get(CLUSTER);
    expect([options.protect ?? false, inputs.deletionProtection]).toEqual([false, false]);
    expect(stack.get("aws:cloudwatch/logGroup:LogGroup").inputs.retentionInDays).toBe(7);
  });

  it("takes the option protect from the component for its children", async () => {
    const { options } = (await create(AUTO, { protect: false })).get(CLUSTER);
    expect(options.protect ?? false).toBe(false);
  });

  it("adopts existing resources", async () => {
    const stack = await create({ ...AUTO, adopt: { cluster: { import: "main" }, "access-entry-platform": {} } });
    expect(stack.get(CLUSTER).options.importId).toBe("main");
  });
});

describe("the children of an EksCluster", () => {
  it.each<[string, EksClusterArgs]>([
    ["Auto Mode", { ...AUTO, region: "eu-west-1", tags: { team: "platform" } }],
    ["Fargate", { ...FARGATE, region: "eu-west-1", tags: { team: "platform" } }],
    ["all features", ALL],
  ])("have the parent, provider, Region, and tags of the component with %s", async (_, args) => {
    const stack = await previewed(() => {
      const provider = new aws.Provider("ireland", { region: "eu-central-1" });
      new EksCluster("main", args, { provider });
    });
    const component = stack.get("roadbed:aws:EksCluster");
    const children = stack.descendants(component);
    expect(children).toHaveLength(stack.resources.length - 2);
    for (const { type, name, provider, parent, inputs } of children) {
      expect([name, parent]).toEqual([name, component.urn]);
      if (type.startsWith("aws:")) expect([name, provider]).toEqual([name, stack.get("pulumi:providers:aws").urn]);
      if (type.startsWith("kubernetes:"))
        expect([name, provider]).toEqual([name, stack.get("pulumi:providers:kubernetes").urn]);
      if (!REGION_OR_GLOBAL.test(type)) expect([name, inputs.region]).toEqual([name, "eu-west-1"]);
      if (!UNTAGGED.test(type)) expect([name, inputs.tags]).toEqual([name, { Name: name, team: "platform" }]);
    }
  });

  it.each<[string, EksClusterArgs]>([
    ["Auto Mode", AUTO],
    ["all features", ALL],
    ["Fargate", FARGATE],
  ])("are created with %s even if inputs are unknown", async (_, args) => {
    const known = (await create(args)).inventory();
    const unknown = await create({
      ...args,
      network: { vpcId: unknownOutput(), privateSubnetIds: unknownOutput<string[]>() },
      access: { platform: { principalArn: unknownOutput(), policy: "clusterAdmin" } },
      apiAccessFrom: { ci: { securityGroupId: unknownOutput() } },
      logKmsKeyArn: unknownOutput(),
      kubeconfigOptions: { roleArn: unknownOutput(), profile: unknownOutput() },
      region: unknownOutput(),
      tags: unknownOutput<Record<string, string>>(),
      ...(args.identities && {
        identities: {
          externalDns: { hostedZoneIds: [unknownOutput<string>()] },
          externalSecrets: {
            secretArns: [unknownOutput()],
            parameterArns: [unknownOutput()],
            kmsKeyArns: [unknownOutput()],
          },
          loadBalancerController: {},
          certManager: { hostedZoneIds: [unknownOutput<string>()] },
          karpenter: { interruptionQueueArn: unknownOutput() },
        },
      }),
    });
    expect(unknown.inventory()).toEqual(known);
  });
});
