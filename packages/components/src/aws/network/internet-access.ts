import * as aws from "@pulumi/aws";
import type { Children } from "../shared/children";
import type { VpcArgs } from "./vpc-args";
import { needsEgressOnlyGateway, needsInternetGateway, type VpcPlan } from "./vpc-plan";

/** The gateways to the internet. */
export interface InternetAccess {
  readonly internetGateway: aws.ec2.InternetGateway | undefined;
  readonly egressOnlyInternetGateway: aws.ec2.EgressOnlyInternetGateway | undefined;
  readonly blockPublicAccessExclusion: aws.ec2.VpcBlockPublicAccessExclusion | undefined;
}

/** Creates the gateways that the routes of a VPC need, and its exclusion from VPC Block Public Access. */
export function createInternetAccess(
  children: Children,
  vpc: aws.ec2.Vpc,
  { plan, blockPublicAccessExclusion }: { readonly plan: VpcPlan } & Pick<VpcArgs, "blockPublicAccessExclusion">,
): InternetAccess {
  return {
    internetGateway: needsInternetGateway(plan) ? createInternetGateway(children, vpc) : undefined,
    egressOnlyInternetGateway: needsEgressOnlyGateway(plan) ? createEgressOnlyGateway(children, vpc) : undefined,
    blockPublicAccessExclusion:
      blockPublicAccessExclusion && createPublicAccessExclusion(children, vpc, blockPublicAccessExclusion),
  };
}

function createInternetGateway(children: Children, vpc: aws.ec2.Vpc): aws.ec2.InternetGateway {
  const child = "internet-gateway";
  const args = { region: children.region, vpcId: vpc.id, tags: children.tags(child) };
  return new aws.ec2.InternetGateway(children.name(child), args, children.options(child));
}

function createEgressOnlyGateway(children: Children, vpc: aws.ec2.Vpc): aws.ec2.EgressOnlyInternetGateway {
  const child = "egress-only-gateway";
  const args = { region: children.region, vpcId: vpc.id, tags: children.tags(child) };
  return new aws.ec2.EgressOnlyInternetGateway(children.name(child), args, children.options(child));
}

function createPublicAccessExclusion(
  children: Children,
  vpc: aws.ec2.Vpc,
  direction: NonNullable<VpcArgs["blockPublicAccessExclusion"]>,
): aws.ec2.VpcBlockPublicAccessExclusion {
  const child = "public-access-exclusion";
  return new aws.ec2.VpcBlockPublicAccessExclusion(
    children.name(child),
    {
      region: children.region,
      vpcId: vpc.id,
      internetGatewayExclusionMode: `allow-${direction}`,
      tags: children.tags(child),
    },
    children.options(child),
  );
}
