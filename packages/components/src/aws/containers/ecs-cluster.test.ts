import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { propertyMap } from "@roadbed/plan";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { changeBetween, deployed } from "../../../test/network";
import type { VpcLike } from "../network";
import { EcsCluster, type EcsClusterArgs, type EcsEc2CapacityArgs } from "./index";

const CLUSTER = "aws:ecs/cluster:Cluster";
const PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const CAPACITY_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";
const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] };
const ec2 = { network, instanceTypes: ["m7i.large", "m6i.large"], maxInstances: 6, imageId: "ami-0a1b2c3d" };
const common = {
  execLogging: { kmsKeyArn: KEY },
  serviceConnectNamespace: "shop.internal",
  storageKmsKeyArn: KEY,
  region: "eu-west-1",
  tags: { team: "platform" },
} satisfies EcsClusterArgs;

const create = (args?: EcsClusterArgs, options?: pulumi.ComponentResourceOptions): Promise<StackPlan> =>
  preview(() => new EcsCluster("shop", args, options));

describe("EcsCluster", () => {
  it.each<[string, EcsClusterArgs]>([
    ["default arguments", {}],
    ["all features", common],
    ["EC2 instances", { capacity: { ec2 } }],
    ["managed instances", { capacity: { managedInstances: { network } } }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it("is protected and collects detailed metrics by default", async () => {
    const { options, inputs } = (await create()).get(CLUSTER);
    expect(options.protect).toBe(true);
    expect(inputs).toMatchObject({ settings: [{ name: "containerInsights", value: "enhanced" }] });
  });

  it("is neither protected nor observed in the development profile", async () => {
    const { options, inputs } = (await create({ profile: "development" })).get(CLUSTER);
    expect([options.protect ?? false, inputs.settings]).toEqual([
      false,
      [{ name: "containerInsights", value: "disabled" }],
    ]);
  });

  it("runs tasks on Fargate by default", async () => {
    expect((await create()).get(PROVIDERS).inputs).toMatchObject({
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  });

  it("always runs one task on demand with Fargate Spot", async () => {
    const { inputs } = (await create({ capacity: "fargateSpot" })).get(PROVIDERS);
    expect(inputs.defaultCapacityProviderStrategies).toEqual([
      { capacityProvider: "FARGATE", base: 1, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 4 },
    ]);
  });

  it("changes to Fargate Spot without replacing anything", async () => {
    expect(
      await changeBetween(
        () => new EcsCluster("shop"),
        () => new EcsCluster("shop", { capacity: "fargateSpot" }),
      ),
    ).toEqual({
      created: [],
      deleted: [],
      changed: { "shop-capacity-providers": ["defaultCapacityProviderStrategies"] },
    });
  });

  it("only creates resources when features are added", async () => {
    const { created, deleted, changed } = await changeBetween(
      () => new EcsCluster("shop"),
      () => new EcsCluster("shop", { execLogging: {}, serviceConnectNamespace: "shop.internal" }),
    );
    expect({ created, deleted, changed }).toEqual({
      created: ["shop-exec-logs", "shop-namespace"],
      deleted: [],
      changed: { "shop-cluster": ["configuration", "serviceConnectDefaults"] },
    });
  });

  it("logs ECS Exec sessions, and encrypts the storage of tasks", async () => {
    expect((await deployed(() => new EcsCluster("shop", common))).get(CLUSTER).inputs).toMatchObject({
      configuration: {
        executeCommandConfiguration: {
          kmsKeyId: KEY,
          logging: "OVERRIDE",
          logConfiguration: { cloudWatchLogGroupName: "shop-exec-logs", cloudWatchEncryptionEnabled: true },
        },
        managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: KEY },
      },
      serviceConnectDefaults: { namespace: "arn:aws:servicediscovery:eu-west-1:123456789012:shop-namespace" },
    });
  });

  it("adopts an existing cluster", async () => {
    const stack = await create({ clusterName: "shop", adopt: { cluster: { import: "shop" } } });
    expect(stack.get(CLUSTER).options.importId).toBe("shop");
  });
});

describe("EC2 capacity", () => {
  it("terminates only instances without tasks, and lets ECS determine their number", async () => {
    const stack = await create({ capacity: { ec2 } });
    expect(stack.get(CAPACITY_PROVIDER).inputs.autoScalingGroupProvider).toMatchObject({
      managedDraining: "ENABLED",
      managedScaling: { status: "ENABLED", targetCapacity: 100 },
      managedTerminationProtection: "ENABLED",
    });
    const { inputs, options } = stack.get(GROUP);
    expect(inputs).toMatchObject({
      minSize: 0,
      maxSize: 6,
      protectFromScaleIn: true,
      forceDelete: true,
      mixedInstancesPolicy: {
        launchTemplate: { overrides: [{ instanceType: "m7i.large" }, { instanceType: "m6i.large" }] },
        instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100 },
      },
      tags: [
        { key: "Name", value: "shop-autoscaling-group", propagateAtLaunch: true },
        { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
      ],
    });
    expect(options.ignoreChanges).toEqual(["desiredCapacity"]);
  });

  it("requires IMDSv2, encrypts the root volume, and keeps the instance's credentials from tasks", async () => {
    const stack = await deployed(() => new EcsCluster("shop", { clusterName: "shop", capacity: { ec2 } }));
    const { inputs } = stack.get(TEMPLATE);
    expect(inputs).toMatchObject({
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 30 } }],
      imageId: "ami-0a1b2c3d",
    });
    expect(Buffer.from(inputs.userData as string, "base64").toString()).toContain(
      "ECS_CLUSTER=shop\nECS_AWSVPC_BLOCK_IMDS=true\n",
    );
  });

  it("keeps the image that AWS recommended when the cluster was created", async () => {
    const withoutImage = { ...ec2, imageId: undefined };
    const requests: unknown[] = [];
    const stack = await preview(
      () => new EcsCluster("shop", { capacity: { ec2: withoutImage }, region: "eu-west-1" }),
      {
        lookups: {
          invoke: ({ token, arguments: { name, region } }) => {
            requests.push([token, name, region]);
            return propertyMap([["value", "ami-00000001"]]);
          },
        },
      },
    );
    expect(requests).toEqual([
      [
        "aws:ssm/getParameter:getParameter",
        "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
        "eu-west-1",
      ],
    ]);
    const { inputs, options } = stack.get(TEMPLATE);
    expect([inputs.imageId, options.ignoreChanges]).toEqual(["ami-00000001", ["imageId"]]);
  });

  it("lets instances connect to HTTPS endpoints, and accepts no connections", async () => {
    const stack = await create({ capacity: { ec2 } });
    const rules = stack.resources.filter(({ type }) => type.includes("securityGroup") && type.includes("Rule"));
    expect(rules.map(({ name, inputs }) => [name, inputs.ipProtocol, inputs.fromPort, inputs.cidrIpv4])).toEqual([
      ["shop-instances-https", "tcp", 443, "0.0.0.0/0"],
    ]);
  });
});

describe("managed instances", () => {
  it("lets ECS pass exactly the role of the instances", async () => {
    const stack = await deployed(() => new EcsCluster("shop", { capacity: { managedInstances: { network } } }));
    const { inputs } = stack.get(ROLE_POLICY);
    expect(inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PassInstanceRole",
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: "arn:aws:iam::123456789012:role/shop-instance-role",
          Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
        },
      ],
    });
  });

  it("launches instances that meet the requirements", async () => {
    const managedInstances = { network, vcpus: { min: 2, max: 8 }, instanceTypes: ["m7g.*"], storageGiB: 100 };
    const stack = await create({ capacity: { managedInstances } });
    expect(stack.get(CAPACITY_PROVIDER).inputs.managedInstancesProvider).toMatchObject({
      propagateTags: "CAPACITY_PROVIDER",
      instanceLaunchTemplate: {
        monitoring: "DETAILED",
        networkConfiguration: { subnets: network.privateSubnetIds },
        storageConfiguration: { storageSizeGib: 100 },
        instanceRequirements: {
          vcpuCount: { min: 2, max: 8 },
          memoryMib: { min: 2048 },
          allowedInstanceTypes: ["m7g.*"],
        },
      },
    });
  });
});

describe("the children of an EcsCluster", () => {
  it.each<[string, EcsClusterArgs["capacity"]]>([
    ["on EC2", { ec2 }],
    ["on managed instances", { managedInstances: { network } }],
  ])("have the parent, provider, Region, and tags of the component %s", async (_, capacity) => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new EcsCluster("shop", { ...common, capacity }, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:EcsCluster"));
    for (const { type, provider, inputs } of children) {
      expect([type, provider]).toEqual([type, stack.get("pulumi:providers:aws").urn]);
      if (!type.startsWith("aws:iam/")) expect([type, inputs.region]).toEqual([type, "eu-west-1"]);
      const hasTags = !/clusterCapacityProviders|rolePolicy|autoscaling/.test(type);
      if (hasTags) expect(inputs.tags).toMatchObject({ team: "platform" });
    }
    expect(children.length).toBeGreaterThan(8);
  });

  it("are created even if inputs are unknown", async () => {
    const unknownNetwork: VpcLike = { vpcId: unknownOutput(), privateSubnetIds: unknownOutput() };
    const inputs: EcsClusterArgs = {
      storageKmsKeyArn: unknownOutput(),
      region: unknownOutput(),
      tags: unknownOutput(),
    };
    const onEc2: EcsEc2CapacityArgs = {
      ...ec2,
      network: unknownNetwork,
      instanceTypes: [unknownOutput()],
      imageId: unknownOutput(),
    };
    expect((await create({ ...inputs, capacity: { ec2: onEc2 } })).resources).toHaveLength(12);
    expect(
      (await create({ ...inputs, capacity: { managedInstances: { network: unknownNetwork } } })).resources,
    ).toHaveLength(12);
  });
});
