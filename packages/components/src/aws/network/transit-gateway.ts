import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import type { AttachmentPlan } from "./vpc-plan";

/** What a transit gateway is attached to. */
interface AttachmentContext {
  readonly vpcId: pulumi.Input<string>;
  /** The subnets of the tier in which the attachment has network interfaces. */
  readonly subnets: readonly aws.ec2.Subnet[];
  readonly ipv6: boolean;
}

/** Creates the attachment of a VPC to a transit gateway. */
export function createTransitGatewayAttachment(
  children: Children,
  { transitGatewayId, applianceMode }: AttachmentPlan,
  { vpcId, subnets, ipv6 }: AttachmentContext,
): aws.ec2transitgateway.VpcAttachment {
  const child = "transit-gateway";
  return new aws.ec2transitgateway.VpcAttachment(
    children.name(child),
    {
      region: children.region,
      transitGatewayId,
      vpcId,
      subnetIds: subnets.map(({ id }) => id),
      applianceModeSupport: pulumi.output(applianceMode).apply((enabled) => (enabled ? "enable" : "disable")),
      ipv6Support: ipv6 ? "enable" : "disable",
      tags: children.tags(child),
    },
    children.options(child),
  );
}
