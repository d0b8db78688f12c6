import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../../shared/tags";
import type { Children } from "../shared/children";
import { isBottlerocket, type EksAmiType } from "./ami-types";
import type { CheckedStorage } from "./ephemeral-storage";

/** The name of the launch template. EKS replaces node groups whose template is replaced, so the name never changes. */
export const LAUNCH_TEMPLATE = "launch-template";

/** The resources of a node that receive the tags of the component. */
const TAGGED_RESOURCES = ["instance", "volume", "network-interface"];

/** The settings of nodes that a node group cannot specify itself. */
export interface LaunchTemplateArgs {
  readonly amiType: EksAmiType;
  readonly storage: CheckedStorage;
  /** All security groups of the nodes; empty for the security group of the cluster only. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** The tags of instances, volumes, and network interfaces. Those of the node group do not apply to them. */
  readonly tags: pulumi.Input<Tags>;
}

/**
 * Creates the launch template of nodes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export function createLaunchTemplate(children: Children, args: LaunchTemplateArgs): aws.ec2.LaunchTemplate {
  const { amiType, storage, securityGroupIds, tags } = args;
  return new aws.ec2.LaunchTemplate(
    children.name(LAUNCH_TEMPLATE),
    {
      region: children.region,
      updateDefaultVersion: true,
      // A hop limit of 1 keeps pods away from the credentials of the node.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      monitoring: { enabled: true },
      blockDeviceMappings: volumesOf(amiType, storage),
      // EKS adds the security group of the cluster only if the template has no groups.
      ...(securityGroupIds.length > 0 && { vpcSecurityGroupIds: [...securityGroupIds] }),
      tagSpecifications: TAGGED_RESOURCES.map((resourceType) => ({ resourceType, tags })),
      tags: children.tags(LAUNCH_TEMPLATE),
    },
    children.options(LAUNCH_TEMPLATE),
  );
}

function volumesOf(amiType: EksAmiType, { sizeGiB, iops, throughput, kmsKeyArn }: CheckedStorage) {
  const encrypted = {
    volumeType: "gp3",
    encrypted: "true",
    deleteOnTermination: "true",
    ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
  };
  const storage = { ...encrypted, volumeSize: sizeGiB, iops, throughput };
  if (!isBottlerocket(amiType)) return [{ deviceName: "/dev/xvda", ebs: storage }];
  // Bottlerocket has a small volume for the operating system, which keeps the size of the image, and one for images and logs.
  return [
    { deviceName: "/dev/xvda", ebs: encrypted },
    { deviceName: "/dev/xvdb", ebs: storage },
  ];
}
