import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPlain, oneOf, textLike, type Check, type Problems } from "../../shared/argument-issues";
import type { Children } from "../shared/children";
import { ECS_INTERFACE_ENDPOINTS, type GatewayEndpoint, type VpcArgs } from "./vpc-args";

const GATEWAY_ENDPOINTS: readonly GatewayEndpoint[] = ["s3", "dynamodb", "s3express"];

/** An endpoint to be made. */
export interface EndpointPlan {
  /** `gateway-s3`, `endpoint-ecr-api`. */
  readonly child: string;
  readonly type: "Gateway" | "Interface";
  /** As the program writes it: `ecr.api`, or a whole name. */
  readonly service: string;
  readonly policy: pulumi.Input<string> | undefined;
}

type EndpointArgs = Required<Pick<VpcArgs, "gatewayEndpoints" | "interfaceEndpoints" | "endpointPolicies">>;

const serviceName = textLike(
  /^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/,
  "the name of a service",
  'write it like "ecr.api" or "com.amazonaws.eu-west-1.ecr.api"',
);

/** Reads the endpoints and their policies. `hasInnerTier`: whether there is a private or isolated tier for interfaces. */
export function readEndpoints(problems: Problems, args: EndpointArgs, hasInnerTier: boolean): EndpointPlan[] {
  const { gatewayEndpoints, interfaceEndpoints, endpointPolicies } = args;
  const services = interfaceEndpoints === "ecs" ? ECS_INTERFACE_ENDPOINTS : interfaceEndpoints;
  const gateways = readServices(problems, "gatewayEndpoints", gatewayEndpoints, oneOf(GATEWAY_ENDPOINTS));
  const interfaces = readServices(problems, "interfaceEndpoints", services, serviceName);
  if (interfaces.length > 0 && !hasInnerTier) {
    const remedy = "add a private or isolated tier";
    problems.add("interfaceEndpoints", services, { shown: "", limit: "have no tier to be in", remedy });
  }
  if (!problems.checkNames("endpointPolicies", endpointPolicies, [...gateways, ...interfaces])) return [];
  const policyOf = (service: string) => {
    const policy = endpointPolicies[service];
    return policy === undefined ? undefined : policyText(policy);
  };
  const plan = (type: EndpointPlan["type"], prefix: string) => (service: string) => ({
    child: `${prefix}-${service.replaceAll(".", "-")}`,
    type,
    service,
    policy: policyOf(service),
  });
  return [...gateways.map(plan("Gateway", "gateway")), ...interfaces.map(plan("Interface", "endpoint"))];
}

/** A list of services, without those that are wrong. */
function readServices(problems: Problems, path: string, services: readonly string[], check: Check<unknown>): string[] {
  if (!Array.isArray(services)) {
    const example = typeof services === "string" ? services : "s3";
    problems.add(path, services, { limit: "is not a list", remedy: `write ["${example}"]` });
    return [];
  }
  return (services as readonly string[]).filter((service, index) => {
    const isFirst = services.indexOf(service) === index;
    if (!isFirst) problems.add(`${path}[${index}]`, service, { limit: "is listed twice", remedy: "leave it out here" });
    return isFirst && problems.check(`${path}[${index}]`, service, check);
  });
}

/** The text of a policy, which is all that an endpoint takes. */
function policyText(policy: pulumi.Input<string | object>): pulumi.Input<string> {
  if (typeof policy === "string") return policy;
  return pulumi.output(policy).apply((known) => (typeof known === "string" ? known : JSON.stringify(known)));
}

/** What endpoints are made in. */
export interface EndpointSurroundings {
  readonly vpc: aws.ec2.Vpc;
  /** The region, which service names hold. */
  readonly region: pulumi.Input<string>;
  /** Further ranges of the VPC, by name. */
  readonly secondaryRanges: Readonly<Record<string, string>>;
  readonly routeTableIds: readonly pulumi.Input<string>[];
  /** One subnet in each zone. */
  readonly interfaceSubnetIds: readonly pulumi.Input<string>[];
}

/** The endpoints by child, and what protects those with interfaces. */
export interface Endpoints {
  readonly endpoints: Readonly<Record<string, aws.ec2.VpcEndpoint>>;
  /** Absent without interface endpoints, which share it. */
  readonly securityGroup: aws.ec2.SecurityGroup | undefined;
  readonly ingressRules: Readonly<Record<string, aws.vpc.SecurityGroupIngressRule>>;
}

/** Makes the endpoints, and one security group for all that have interfaces. */
export function createEndpoints(
  children: Children,
  plans: readonly EndpointPlan[],
  around: EndpointSurroundings,
): Endpoints {
  const hasInterfaces = plans.some(({ type }) => type === "Interface");
  const securityGroup = hasInterfaces ? createSecurityGroup(children, around) : undefined;
  const placement = {
    Gateway: { routeTableIds: [...around.routeTableIds] },
    Interface: { subnetIds: [...around.interfaceSubnetIds], securityGroupIds: securityGroup ? [securityGroup.id] : [] },
  };
  const endpoints = plans.map(({ child, type, service, policy }) => {
    const args = {
      region: children.region,
      vpcId: around.vpc.id,
      vpcEndpointType: type,
      serviceName: wholeName(service, around.region),
      ...placement[type],
      privateDnsEnabled: type === "Interface" ? !isGatewayService(service) : undefined,
      policy,
      tags: children.tags(child),
    };
    return [child, new aws.ec2.VpcEndpoint(children.name(child), args, children.options(child))] as const;
  });
  const ingressRules = securityGroup ? createIngressRules(children, securityGroup, around) : {};
  return { endpoints: Object.fromEntries(endpoints), securityGroup, ingressRules };
}

const ENDPOINTS = "endpoints";

/** The child that admits a range: the VPC's first, or the secondary one of that name. */
const ingressChild = (range?: string): string => `${ENDPOINTS}-https${range === undefined ? "" : `-${range}`}`;

/** The names of the endpoints, and of what protects those with interfaces. */
export function endpointChildren(plans: readonly EndpointPlan[], secondaryRanges: readonly string[]): string[] {
  const endpoints = plans.map(({ child }) => child);
  if (!plans.some(({ type }) => type === "Interface")) return endpoints;
  return [...endpoints, ENDPOINTS, ingressChild(), ...secondaryRanges.map(ingressChild)];
}

function createSecurityGroup(children: Children, { vpc }: EndpointSurroundings): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    children.name(ENDPOINTS),
    {
      region: children.region,
      vpcId: vpc.id,
      // A description is identity: another text would replace the group.
      description: "Interface endpoints of the VPC",
      tags: children.tags(ENDPOINTS),
    },
    children.options(ENDPOINTS),
  );
}

function createIngressRules(children: Children, securityGroup: aws.ec2.SecurityGroup, around: EndpointSurroundings) {
  const secondary = Object.entries(around.secondaryRanges).map(([range, cidr]) => [ingressChild(range), cidr] as const);
  const rules = [[ingressChild(), around.vpc.cidrBlock] as const, ...secondary].map(([child, cidrIpv4]) => {
    const args = {
      region: children.region,
      securityGroupId: securityGroup.id,
      description: "HTTPS from the VPC",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4,
      tags: children.tags(child),
    };
    return [child, new aws.vpc.SecurityGroupIngressRule(children.name(child), args, children.options(child))] as const;
  });
  return Object.fromEntries(rules);
}

// The public names of these are served through the gateway, which is free; interfaces of theirs are for callers outside.
const isGatewayService = (service: string) => GATEWAY_ENDPOINTS.some((gateway) => gateway === service);

// A whole name has the region in it: com.amazonaws.vpce.eu-west-1.vpce-svc-0123, aws.sagemaker.eu-west-1.notebook.
const isWholeName = (service: string) => /(^|\.)[a-z]{2,4}(-[a-z]+)+-\d+\./.test(service);

const wholeName = (service: string, region: pulumi.Input<string>): pulumi.Input<string> => {
  if (isWholeName(service)) return service;
  return isPlain(region)
    ? `com.amazonaws.${region}.${service}`
    : pulumi.interpolate`com.amazonaws.${region}.${service}`;
};
