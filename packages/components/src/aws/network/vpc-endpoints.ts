import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, oneOf } from "../../shared/checks";
import type { Children } from "../shared/children";
import { ECS_INTERFACE_ENDPOINTS, type GatewayEndpointService, type VpcArgs } from "./vpc-args";

const GATEWAY_ENDPOINTS: readonly GatewayEndpointService[] = ["s3", "dynamodb", "s3express"];

/** An endpoint to create. */
export interface EndpointPlan {
  /** The name of the child: `gateway-s3`, `endpoint-ecr-api`. */
  readonly child: string;
  readonly type: "Gateway" | "Interface";
  /** The service as written in the program: `ecr.api`, or a full service name. */
  readonly service: string;
  readonly policy: pulumi.Input<string> | undefined;
}

type EndpointArgs = Required<Pick<VpcArgs, "gatewayEndpoints" | "interfaceEndpoints" | "endpointPolicies">>;

const serviceName = matching(
  /^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$/,
  "the name of a service",
  'Examples: "ecr.api", "com.amazonaws.eu-west-1.ecr.api".',
);

/**
 * Checks the endpoints and their policies, and returns the endpoints to create.
 *
 * @param hasInnerTier - whether there is a private or isolated tier for interface endpoints
 */
export function planEndpoints(issues: ArgumentIssues, args: EndpointArgs, hasInnerTier: boolean): EndpointPlan[] {
  const { gatewayEndpoints, interfaceEndpoints, endpointPolicies } = args;
  const interfaceServices = interfaceEndpoints === "ecs" ? ECS_INTERFACE_ENDPOINTS : interfaceEndpoints;
  const gateways = validServices(issues, "gatewayEndpoints", gatewayEndpoints, oneOf(GATEWAY_ENDPOINTS));
  const interfaces = validServices(issues, "interfaceEndpoints", interfaceServices, serviceName);
  if (interfaces.length > 0 && !hasInnerTier) {
    const statement = "interface endpoints require a private or isolated tier";
    issues.add("interfaceEndpoints", interfaceServices, { code: "conflict", statement });
  }
  const services = [...gateways, ...interfaces];
  if (!issues.checkNames("endpointPolicies", endpointPolicies, services, "endpoint")) return [];
  const policyOf = (service: string) => {
    const policy = endpointPolicies[service];
    return policy === undefined ? undefined : policyJson(policy);
  };
  const plan = (type: EndpointPlan["type"], prefix: string) => (service: string) => ({
    child: `${prefix}-${service.replaceAll(".", "-")}`,
    type,
    service,
    policy: policyOf(service),
  });
  return [...gateways.map(plan("Gateway", "gateway")), ...interfaces.map(plan("Interface", "endpoint"))];
}

/** Returns the services that are valid, and reports the others. */
function validServices(
  issues: ArgumentIssues,
  path: string,
  services: readonly string[],
  check: Check<unknown>,
): string[] {
  if (!Array.isArray(services)) {
    const example = typeof services === "string" ? services : "s3";
    issues.add(path, services, expected("wrong-type", "an array of services", `Use ["${example}"].`));
    return [];
  }
  return (services as readonly string[]).filter((service, index) => {
    const servicePath = `${path}[${index}]`;
    if (services.indexOf(service) < index) {
      issues.add(servicePath, service, { code: "duplicate", statement: `"${service}" is already listed` });
      return false;
    }
    return issues.check(servicePath, service, check);
  });
}

/** Returns a policy as a JSON string, the only format that endpoints accept. */
function policyJson(policy: pulumi.Input<string | object>): pulumi.Input<string> {
  if (typeof policy === "string") return policy;
  return pulumi
    .output(policy)
    .apply((document) => (typeof document === "string" ? document : JSON.stringify(document)));
}

/** The resources that endpoints depend on. */
export interface EndpointDependencies {
  readonly vpc: aws.ec2.Vpc;
  /** The Region, which is part of full service names. */
  readonly region: pulumi.Input<string>;
  /** The secondary CIDR blocks of the VPC by name. */
  readonly secondaryCidrBlocks: Readonly<Record<string, string>>;
  readonly routeTableIds: readonly pulumi.Input<string>[];
  /** One subnet in each zone, for interface endpoints. */
  readonly interfaceSubnetIds: readonly pulumi.Input<string>[];
}

/** A network's endpoints by child, and the security group of the interface endpoints. */
export interface VpcEndpoints {
  /** The endpoints by child: `gateway-s3`, `endpoint-ecr-api`. */
  readonly endpoints: Readonly<Record<string, aws.ec2.VpcEndpoint>>;
  /** The security group that all interface endpoints share; `undefined` without interface endpoints. */
  readonly securityGroup: aws.ec2.SecurityGroup | undefined;
  /** The rules that allow HTTPS from the CIDR blocks of the VPC, by child. */
  readonly ingressRules: Readonly<Record<string, aws.vpc.SecurityGroupIngressRule>>;
}

/** Creates the endpoints, and one security group for all interface endpoints. */
export function createEndpoints(
  children: Children,
  plans: readonly EndpointPlan[],
  dependencies: EndpointDependencies,
): VpcEndpoints {
  const hasInterfaces = plans.some(({ type }) => type === "Interface");
  const securityGroup = hasInterfaces ? createSecurityGroup(children, dependencies) : undefined;
  const placement = {
    Gateway: { routeTableIds: [...dependencies.routeTableIds] },
    Interface: {
      subnetIds: [...dependencies.interfaceSubnetIds],
      securityGroupIds: securityGroup ? [securityGroup.id] : [],
    },
  };
  const endpoints = plans.map(({ child, type, service, policy }) => {
    const args = {
      region: children.region,
      vpcId: dependencies.vpc.id,
      vpcEndpointType: type,
      serviceName: fullServiceName(service, dependencies.region),
      ...placement[type],
      privateDnsEnabled: type === "Interface" ? !isGatewayService(service) : undefined,
      policy,
      tags: children.tags(child),
    };
    return [child, new aws.ec2.VpcEndpoint(children.name(child), args, children.options(child))] as const;
  });
  const ingressRules = securityGroup ? createIngressRules(children, securityGroup, dependencies) : {};
  return { endpoints: Object.fromEntries(endpoints), securityGroup, ingressRules };
}

const ENDPOINTS = "endpoints";

/** Returns the name of the child that allows a CIDR block: the primary one, or the secondary one with this name. */
const ingressChild = (blockName?: string): string =>
  `${ENDPOINTS}-https${blockName === undefined ? "" : `-${blockName}`}`;

/** Returns the names of the children that `createEndpoints` creates. */
export function endpointChildren(plans: readonly EndpointPlan[], secondaryBlockNames: readonly string[]): string[] {
  const endpoints = plans.map(({ child }) => child);
  if (!plans.some(({ type }) => type === "Interface")) return endpoints;
  return [...endpoints, ENDPOINTS, ingressChild(), ...secondaryBlockNames.map(ingressChild)];
}

function createSecurityGroup(children: Children, { vpc }: EndpointDependencies): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    children.name(ENDPOINTS),
    {
      region: children.region,
      vpcId: vpc.id,
      // Changing the description would replace the group.
      description: "Interface endpoints of the VPC",
      tags: children.tags(ENDPOINTS),
    },
    children.options(ENDPOINTS),
  );
}

function createIngressRules(
  children: Children,
  securityGroup: aws.ec2.SecurityGroup,
  { vpc, secondaryCidrBlocks }: EndpointDependencies,
): VpcEndpoints["ingressRules"] {
  const secondary = Object.entries(secondaryCidrBlocks).map(([name, block]) => [ingressChild(name), block] as const);
  const rules = [[ingressChild(), vpc.cidrBlock] as const, ...secondary].map(([child, cidrIpv4]) => {
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

// Gateway endpoints serve the public names of these services. Interface endpoints for these services serve other callers.
const isGatewayService = (service: string) => GATEWAY_ENDPOINTS.some((gateway) => gateway === service);

// Full service names contain the Region: com.amazonaws.vpce.eu-west-1.vpce-svc-0123, aws.sagemaker.eu-west-1.notebook.
const isFullServiceName = (service: string) => /(^|\.)[a-z]{2,4}(-[a-z]+)+-\d+\./.test(service);

function fullServiceName(service: string, region: pulumi.Input<string>): pulumi.Input<string> {
  if (isFullServiceName(service)) return service;
  return isPlainValue(region)
    ? `com.amazonaws.${region}.${service}`
    : pulumi.interpolate`com.amazonaws.${region}.${service}`;
}
