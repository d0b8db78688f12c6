import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import type { VpcLike } from "../network/existing-vpc";
import { checkNetwork, checkRequiredSubnets } from "../network/network-checks";
import type { Children } from "../shared/children";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";

const ROLE = "instance-role";
const PROFILE = "instance-profile";
const SECURITY_GROUP = "instances";
const EGRESS = "instances-https";

/** The role and the security group of the instances of a cluster. */
export interface EcsInstances {
  /** The role of the instances. */
  readonly role: ServiceRole;
  /** The instance profile, through which instances receive the role. */
  readonly instanceProfile: aws.iam.InstanceProfile;
  /** The security group of the instances. Tasks have their own security groups. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The rule that allows the instances to reach ECS and image registries. */
  readonly egressRule: aws.vpc.SecurityGroupEgressRule;
}

/** The child with the shortest limit on its physical name. */
export const INSTANCE_ROLE = ROLE;

/** Returns the names of the children that `createInstances` creates. */
export const instanceChildren = (policies: readonly string[]): string[] => [
  ...serviceRoleChildren(ROLE, policies),
  PROFILE,
  SECURITY_GROUP,
  EGRESS,
];

/**
 * Creates the role and the security group of a cluster's instances. Instances accept no connections, because tasks have
 * their own network interfaces, and reach other hosts through HTTPS only.
 *
 * @param policies - the managed policies of the role by name, as paths: `service-role/AmazonEC2ContainerServiceforEC2Role`
 */
export function createInstances(
  children: Children,
  network: VpcLike,
  partition: pulumi.Output<string>,
  policies: Readonly<Record<string, string>>,
): EcsInstances {
  const managedPolicyArns = Object.entries(policies).map(
    ([name, path]) => [name, pulumi.interpolate`arn:${partition}:iam::aws:policy/${path}`] as const,
  );
  const role = createServiceRole(children, ROLE, {
    // EC2 sends no context keys when an instance assumes its role.
    service: "ec2.amazonaws.com",
    managedPolicyArns: Object.fromEntries(managedPolicyArns),
  });
  const instanceProfile = new aws.iam.InstanceProfile(
    children.name(PROFILE),
    { role: role.role.name, tags: children.tags(PROFILE) },
    children.options(PROFILE),
  );
  const securityGroup = new aws.ec2.SecurityGroup(
    children.name(SECURITY_GROUP),
    {
      region: children.region,
      vpcId: network.vpcId,
      // Changing the description would replace the group.
      description: "Instances of the ECS cluster",
      tags: children.tags(SECURITY_GROUP),
    },
    children.options(SECURITY_GROUP),
  );
  const egressRule = new aws.vpc.SecurityGroupEgressRule(
    children.name(EGRESS),
    {
      region: children.region,
      securityGroupId: securityGroup.id,
      description: "HTTPS to ECS, image registries, and CloudWatch",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "0.0.0.0/0",
      tags: children.tags(EGRESS),
    },
    children.options(EGRESS),
  );
  return { role, instanceProfile, securityGroup, egressRule };
}

/** Checks the network of the instances of a cluster. */
export function checkInstanceNetwork(issues: ArgumentIssues, path: string, network: VpcLike): void {
  if (!checkNetwork(issues, path, network)) return;
  checkRequiredSubnets(issues, path, network, {
    subnets: "privateSubnetIds",
    reason: "the instances run in private subnets",
  });
}
