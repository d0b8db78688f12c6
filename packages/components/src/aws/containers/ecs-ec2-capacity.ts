import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, integerFrom, matching } from "../../shared/checks";
import type { Children } from "../shared/children";
import { instanceType, isArmInstanceType } from "../shared/instance-types";
import type { EcsEc2CapacityArgs } from "./ecs-cluster-args";
import { checkInstanceNetwork, createInstances, instanceChildren, type EcsInstances } from "./ecs-instances";

const LAUNCH_TEMPLATE = "launch-template";
const GROUP = "autoscaling-group";
const CAPACITY_PROVIDER = "capacity-provider";

const POLICIES = {
  ecs: "service-role/AmazonEC2ContainerServiceforEC2Role",
  ssm: "AmazonSSMManagedInstanceCore",
};

const DEFAULT_ROOT_VOLUME_GIB = 30;
/** The tag that ECS adds to the group and that the program therefore declares. ECS finds its instances by it. */
const MANAGED_TAG = { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true };
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
const IMAGE_PARAMETER = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id";

/** The instances of a cluster in an Auto Scaling group. */
export interface EcsEc2Capacity extends EcsInstances {
  /** The launch template of the instances. */
  readonly launchTemplate: aws.ec2.LaunchTemplate;
  /** The Auto Scaling group. ECS determines the number of instances. */
  readonly autoScalingGroup: aws.autoscaling.Group;
  /** The capacity provider. */
  readonly capacityProvider: aws.ecs.CapacityProvider;
}

/** The names of the children that `createEc2Capacity` creates. */
export const EC2_CAPACITY_CHILDREN = [
  ...instanceChildren(Object.keys(POLICIES)),
  LAUNCH_TEMPLATE,
  GROUP,
  CAPACITY_PROVIDER,
];

const EC2_CAPACITY_ARGUMENTS: Readonly<Record<keyof EcsEc2CapacityArgs, true>> = {
  network: true,
  instanceTypes: true,
  spotPercent: true,
  minInstances: true,
  maxInstances: true,
  imageId: true,
  rootVolumeGiB: true,
  targetCapacityPercent: true,
};

const imageId = matching(/^ami-[0-9a-f]+$/, "the ID of an Amazon Machine Image", 'Example: "ami-0a1b2c3d4e5f60718".');

/** Checks `capacity.ec2` and returns it with checked inputs. */
export function checkEc2Capacity(issues: ArgumentIssues, capacity: EcsEc2CapacityArgs): EcsEc2CapacityArgs {
  const path = "capacity.ec2";
  if (!issues.checkNames(path, capacity, Object.keys(EC2_CAPACITY_ARGUMENTS))) return capacity;
  const { minInstances = 0, maxInstances, rootVolumeGiB, targetCapacityPercent, spotPercent } = capacity;
  const boundsAreValid = [
    issues.check(`${path}.minInstances`, minInstances, integerFrom(0)),
    issues.check(`${path}.maxInstances`, maxInstances, integerFrom(1)),
  ].every(Boolean);
  if (boundsAreValid && minInstances > maxInstances) {
    const statement = `is above maxInstances, which is ${maxInstances}`;
    issues.add(`${path}.minInstances`, minInstances, { code: "conflict", statement });
  }
  if (rootVolumeGiB !== undefined)
    issues.check(`${path}.rootVolumeGiB`, rootVolumeGiB, integerBetween(DEFAULT_ROOT_VOLUME_GIB, 16_384));
  if (targetCapacityPercent !== undefined)
    issues.check(`${path}.targetCapacityPercent`, targetCapacityPercent, integerBetween(1, 100));
  if (spotPercent !== undefined) issues.check(`${path}.spotPercent`, spotPercent, integerBetween(0, 100));
  checkInstanceNetwork(issues, `${path}.network`, capacity.network);
  return {
    ...capacity,
    instanceTypes: checkInstanceTypes(issues, `${path}.instanceTypes`, capacity),
    imageId: issues.checkOptionalInput(`${path}.imageId`, capacity.imageId, imageId),
  };
}

function checkInstanceTypes(
  issues: ArgumentIssues,
  path: string,
  { instanceTypes, imageId: image }: EcsEc2CapacityArgs,
): readonly pulumi.Input<string>[] {
  if (!Array.isArray(instanceTypes) || instanceTypes.length === 0) {
    issues.add(path, instanceTypes, expected("wrong-type", "a non-empty array of instance types"));
    return [];
  }
  return instanceTypes.map((type: pulumi.Input<string>, index) => {
    if (isArmInstanceType(type) && image === undefined) {
      const remedy = "Set imageId to an ECS-optimized image for arm64, or use types with x86_64 processors.";
      const statement = "an instance type with ARM processors cannot run the default image";
      issues.add(`${path}[${index}]`, type, { code: "conflict", statement, remedy });
    }
    return issues.checkInput(`${path}[${index}]`, type, instanceType);
  });
}

/** Creates the Auto Scaling group and its capacity provider. */
export function createEc2Capacity(
  children: Children,
  capacity: EcsEc2CapacityArgs,
  cluster: aws.ecs.Cluster,
  partition: pulumi.Output<string>,
): EcsEc2Capacity {
  const instances = createInstances(children, capacity.network, partition, POLICIES);
  const launchTemplate = createLaunchTemplate(children, capacity, instances, cluster);
  const autoScalingGroup = createGroup(children, capacity, launchTemplate);
  const capacityProvider = new aws.ecs.CapacityProvider(
    children.name(CAPACITY_PROVIDER),
    {
      region: children.region,
      autoScalingGroupProvider: {
        autoScalingGroupArn: autoScalingGroup.arn,
        managedDraining: "ENABLED",
        managedScaling: { status: "ENABLED", targetCapacity: capacity.targetCapacityPercent ?? 100 },
        // Only instances without tasks are terminated. Requires the scale-in protection of the group.
        managedTerminationProtection: "ENABLED",
      },
      tags: children.tags(CAPACITY_PROVIDER),
    },
    children.options(CAPACITY_PROVIDER),
  );
  return { ...instances, launchTemplate, autoScalingGroup, capacityProvider };
}

function createLaunchTemplate(
  children: Children,
  capacity: EcsEc2CapacityArgs,
  { instanceProfile, securityGroup }: EcsInstances,
  cluster: aws.ecs.Cluster,
): aws.ec2.LaunchTemplate {
  const { imageId: image } = capacity;
  return new aws.ec2.LaunchTemplate(
    children.name(LAUNCH_TEMPLATE),
    {
      region: children.region,
      imageId: image ?? recommendedImage(children),
      iamInstanceProfile: { arn: instanceProfile.arn },
      vpcSecurityGroupIds: [securityGroup.id],
      updateDefaultVersion: true,
      // A hop limit of 1 keeps containers in bridge networks away from the credentials of the instance.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeSize: capacity.rootVolumeGiB ?? DEFAULT_ROOT_VOLUME_GIB,
            volumeType: "gp3",
            encrypted: "true",
            deleteOnTermination: "true",
          },
        },
      ],
      userData: cluster.name.apply((name) => Buffer.from(userData(name)).toString("base64")),
      tags: children.tags(LAUNCH_TEMPLATE),
    },
    // The recommendation changes about every two weeks and must not replace instances by itself.
    children.options(LAUNCH_TEMPLATE, image === undefined ? { ignoreChanges: ["imageId"] } : {}),
  );
}

const recommendedImage = (children: Children): pulumi.Output<string> =>
  aws.ssm.getParameterOutput({ name: IMAGE_PARAMETER, region: children.region }, children.lookupOptions).value;

/** Returns the configuration of the ECS agent. Tasks cannot read the metadata, and so the credentials, of the instance. */
const userData = (cluster: string): string =>
  [
    "#!/bin/bash",
    "cat >> /etc/ecs/ecs.config <<'CONFIG'",
    `ECS_CLUSTER=${cluster}`,
    "ECS_AWSVPC_BLOCK_IMDS=true",
    "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
    "CONFIG",
    "",
  ].join("\n");

function createGroup(
  children: Children,
  { network, minInstances = 0, maxInstances, instanceTypes, spotPercent = 0 }: EcsEc2CapacityArgs,
  launchTemplate: aws.ec2.LaunchTemplate,
): aws.autoscaling.Group {
  const tags = pulumi
    .output(children.tags(GROUP))
    .apply((values) => Object.entries(values).map(([key, value]) => ({ key, value, propagateAtLaunch: true })));
  return new aws.autoscaling.Group(
    children.name(GROUP),
    {
      region: children.region,
      minSize: minInstances,
      maxSize: maxInstances,
      vpcZoneIdentifiers: network.privateSubnetIds,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: launchTemplate.id,
            version: launchTemplate.latestVersion.apply(String),
          },
          overrides: instanceTypes.map((type) => ({ instanceType: type })),
        },
        instancesDistribution: {
          onDemandAllocationStrategy: "prioritized",
          onDemandPercentageAboveBaseCapacity: 100 - spotPercent,
          spotAllocationStrategy: "price-capacity-optimized",
        },
      },
      protectFromScaleIn: true,
      // Otherwise, the protected instances would prevent the deletion of the group.
      forceDelete: true,
      healthCheckType: "EC2",
      instanceRefresh: {
        strategy: "Rolling",
        preferences: { minHealthyPercentage: 100, scaleInProtectedInstances: "Refresh", skipMatching: true },
      },
      enabledMetrics: ["GroupInServiceInstances", "GroupDesiredCapacity", "GroupMaxSize"],
      tags: tags.apply((values) => [...values, MANAGED_TAG]),
    },
    // ECS determines the number of instances.
    children.options(GROUP, { ignoreChanges: ["desiredCapacity"] }),
  );
}
