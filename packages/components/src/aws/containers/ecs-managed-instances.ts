import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, integerFrom, matching } from "../../shared/checks";
import type { Children } from "../shared/children";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";
import type { ArnScope } from "../shared/arn";
import type { EcsManagedInstancesArgs, EcsRange } from "./ecs-cluster-args";
import { checkInstanceNetwork, createInstances, instanceChildren, type EcsInstances } from "./ecs-instances";

/** The child with the shortest limit on its physical name. */
export const INFRASTRUCTURE_ROLE = "infrastructure-role";
const CAPACITY_PROVIDER = "capacity-provider";
const INSTANCE_POLICIES = { ecs: "AmazonECSInstanceRolePolicyForManagedInstances" };
const INFRASTRUCTURE_POLICY = "AmazonECSInfrastructureRolePolicyForManagedInstances";

const DEFAULT_STORAGE_GIB = 80;
const DEFAULT_VCPUS: EcsRange = { min: 1 };
const DEFAULT_MEMORY_MIB: EcsRange = { min: 2048 };

/** The instances that ECS manages, and the roles that this requires. */
export interface EcsManagedInstances extends EcsInstances {
  /** The role with which ECS launches and terminates instances. */
  readonly infrastructureRole: ServiceRole;
  /** The capacity provider. */
  readonly capacityProvider: aws.ecs.CapacityProvider;
}

/** The names of the children that `createManagedInstances` creates. */
export const MANAGED_INSTANCES_CHILDREN = [
  ...instanceChildren(Object.keys(INSTANCE_POLICIES)),
  ...serviceRoleChildren(INFRASTRUCTURE_ROLE, ["ecs"]),
  CAPACITY_PROVIDER,
];

const MANAGED_INSTANCES_ARGUMENTS: Readonly<Record<keyof EcsManagedInstancesArgs, true>> = {
  network: true,
  vcpus: true,
  memoryMiB: true,
  instanceTypes: true,
  storageGiB: true,
};

const instanceTypePattern = matching(/^[a-z0-9.*-]{1,30}$/, "an instance type", 'Examples: "m7g.large", "c7g.*".');

/** Checks `capacity.managedInstances`. */
export function checkManagedInstances(issues: ArgumentIssues, capacity: EcsManagedInstancesArgs): void {
  const path = "capacity.managedInstances";
  if (!issues.checkNames(path, capacity, Object.keys(MANAGED_INSTANCES_ARGUMENTS))) return;
  const { network, vcpus, memoryMiB, instanceTypes, storageGiB } = capacity;
  checkInstanceNetwork(issues, `${path}.network`, network);
  if (vcpus !== undefined) checkRange(issues, `${path}.vcpus`, vcpus);
  if (memoryMiB !== undefined) checkRange(issues, `${path}.memoryMiB`, memoryMiB);
  if (storageGiB !== undefined) issues.check(`${path}.storageGiB`, storageGiB, integerBetween(1, 16_384));
  if (instanceTypes === undefined) return;
  if (!Array.isArray(instanceTypes) || instanceTypes.length === 0) {
    issues.add(`${path}.instanceTypes`, instanceTypes, expected("wrong-type", "a non-empty array of instance types"));
    return;
  }
  instanceTypes.forEach((type, index) => issues.check(`${path}.instanceTypes[${index}]`, type, instanceTypePattern));
}

function checkRange(issues: ArgumentIssues, path: string, range: EcsRange): void {
  if (!issues.checkNames(path, range, ["min", "max"])) return;
  const minIsValid = issues.check(`${path}.min`, range.min, integerFrom(1));
  if (range.max !== undefined) issues.check(`${path}.max`, range.max, integerFrom(minIsValid ? range.min : 1));
}

/** Creates the capacity provider and its roles. */
export function createManagedInstances(
  children: Children,
  capacity: EcsManagedInstancesArgs,
  cluster: aws.ecs.Cluster,
  { partition, accountId }: ArnScope,
): EcsManagedInstances {
  const instances = createInstances(children, capacity.network, partition, INSTANCE_POLICIES);
  const infrastructureRole = createServiceRole(children, INFRASTRUCTURE_ROLE, {
    service: "ecs.amazonaws.com",
    scope: { accountId },
    managedPolicyArns: { ecs: pulumi.interpolate`arn:${partition}:iam::aws:policy/${INFRASTRUCTURE_POLICY}` },
    statements: [
      {
        // The managed policy only allows roles whose names begin with "ecsInstanceRole".
        Sid: "PassInstanceRole",
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: instances.role.role.arn,
        Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
      },
    ],
  });
  const { policy, attachments } = infrastructureRole;
  const capacityProvider = new aws.ecs.CapacityProvider(
    children.name(CAPACITY_PROVIDER),
    {
      region: children.region,
      cluster: cluster.name,
      managedInstancesProvider: {
        infrastructureRoleArn: infrastructureRole.role.arn,
        propagateTags: "CAPACITY_PROVIDER",
        instanceLaunchTemplate: launchTemplateOf(capacity, instances),
      },
      tags: children.tags(CAPACITY_PROVIDER),
    },
    // ECS needs the permissions until the last instance is terminated.
    children.options(CAPACITY_PROVIDER, {
      dependsOn: [...(policy ? [policy] : []), ...Object.values({ ...attachments, ...instances.role.attachments })],
    }),
  );
  return { ...instances, infrastructureRole, capacityProvider };
}

function launchTemplateOf(
  {
    network,
    vcpus = DEFAULT_VCPUS,
    memoryMiB = DEFAULT_MEMORY_MIB,
    instanceTypes,
    storageGiB,
  }: EcsManagedInstancesArgs,
  { instanceProfile, securityGroup }: EcsInstances,
): aws.types.input.ecs.CapacityProviderManagedInstancesProviderInstanceLaunchTemplate {
  return {
    ec2InstanceProfileArn: instanceProfile.arn,
    monitoring: "DETAILED",
    networkConfiguration: { subnets: network.privateSubnetIds, securityGroups: [securityGroup.id] },
    storageConfiguration: { storageSizeGib: storageGiB ?? DEFAULT_STORAGE_GIB },
    instanceRequirements: {
      vcpuCount: { ...vcpus },
      memoryMib: { ...memoryMiB },
      instanceGenerations: ["current"],
      ...(instanceTypes && { allowedInstanceTypes: [...instanceTypes] }),
    },
  };
}
