import { createHash } from "node:crypto";
import { isList, isProperties, propertyMap, type Properties, type Resource, type Value } from "@roadbed/plan";
import type { NewResource, Lookups } from "@roadbed/plan/preview";
import { comparePlans, preview, type StackPlan } from "@roadbed/testing";
import type { ArgumentIssue } from "../src/aws";
import { planVpc } from "../src/aws/network/vpc-plan";
import { issuesThrownBy } from "./argument-issues";

const ACCOUNT = "123456789012";
/** The Availability Zones that a lookup returns. */
export const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

/** Returns the outputs of a created resource. The outputs are derived from the name, so that they are the same in each run. */
export function mockOutputs({ type, name, inputs }: Pick<NewResource, "type" | "name" | "inputs">): Properties {
  const region = GLOBAL_SERVICES.test(type) ? {} : { region: inputs.region ?? "eu-west-1" };
  return propertyMap(Object.entries({ id: `${name}-id`, ...region, ...attributes(type, name, inputs) }));
}

/** Matches the resource types that have no output `region`. */
const GLOBAL_SERVICES = /^(?!aws:)|^aws:(?:cloudfront|iam|organizations|route53)\//;

/** Returns a revision number that is different for each container definition. */
const revisionOf = ({ containerDefinitions }: Properties): number =>
  parseInt(createHash("sha256").update(JSON.stringify(containerDefinitions)).digest("hex").slice(0, 4), 16);

function attributes(type: string, name: string, inputs: Properties): Readonly<Record<string, Value>> {
  const arn = (service: string, resource: string) => ({ arn: `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}` });
  const balancing = (resource: string) => arn("elasticloadbalancing", `${resource}/${name}/0a1b2c3d4e5f6071`);
  const family = typeof inputs.family === "string" ? inputs.family : name;
  switch (type) {
    case "aws:ecs/taskDefinition:TaskDefinition":
      return {
        ...arn("ecs", `task-definition/${family}:${revisionOf(inputs)}`),
        arnWithoutRevision: arn("ecs", `task-definition/${family}`).arn,
      };
    case "aws:ecs/cluster:Cluster":
      return { ...arn("ecs", `cluster/${name}`), name: inputs.name ?? name };
    case "aws:ecs/service:Service":
      return { ...arn("ecs", `service/main/${name}`), name };
    case "aws:lb/targetGroup:TargetGroup":
      return { ...balancing("targetgroup"), arnSuffix: `targetgroup/${name}/0a1b2c3d4e5f6071` };
    case "aws:lb/listenerRule:ListenerRule":
      return balancing("listener-rule/app");
    case "aws:lb/listener:Listener":
      return balancing("listener/net");
    case "aws:cloudwatch/metricAlarm:MetricAlarm":
      return { ...arn("cloudwatch", `alarm:${name}`), name: inputs.name ?? name };
    case "aws:cloudwatch/compositeAlarm:CompositeAlarm":
      return arn("cloudwatch", `alarm:${name}`);
    case "aws:lambda/function:Function":
      return { ...arn("lambda", `function:${name}`), name };
    case "aws:ec2/vpc:Vpc":
      return { ...arn("ec2", "vpc/vpc-1"), region: "eu-west-1", ipv6CidrBlock: "2600:1f14:abc:de00::/56" };
    case "aws:ec2/eip:Eip":
      return { allocationId: `${name}-allocation`, publicIp: `${name}-ip` };
    case "aws:ec2/natGateway:NatGateway":
      return { publicIp: `${name}-ip`, regionalNatGatewayAddresses: [{ publicIp: "a" }, { publicIp: "b" }] };
    case "aws:cloudwatch/logGroup:LogGroup":
      return { ...arn("logs", `log-group:${name}`), name };
    case "aws:iam/role:Role":
      return { arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, name };
    case "aws:s3/bucket:Bucket":
      return { arn: `arn:aws:s3:::${name}`, bucket: name };
    case "aws:ecr/repository:Repository":
      return {
        ...arn("ecr", `repository/${name}`),
        name: inputs.name ?? name,
        repositoryUrl: `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/${name}`,
      };
    case "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration":
      return { registryId: ACCOUNT, region: inputs.region ?? "eu-west-1" };
    case "aws:lb/loadBalancer:LoadBalancer":
      return {
        ...arn("elasticloadbalancing", `loadbalancer/app/${name}/0a1b2c3d`),
        arnSuffix: `${inputs.loadBalancerType === "network" ? "net" : "app"}/${name}/0a1b2c3d`,
        ...{ dnsName: `${name}.eu-west-1.elb.amazonaws.com`, zoneId: "Z32O12XQLNTSW2" },
      };
    case "aws:acm/certificate:Certificate":
      return { ...arn("acm", `certificate/${name}`), domainValidationOptions: validationOptions(inputs) };
    case "aws:rds/cluster:Cluster":
    case "aws:rds/instance:Instance":
      return {
        ...arn("rds", name),
        ...{ address: `${name}.rds.amazonaws.com`, endpoint: `${name}.rds.amazonaws.com` },
        readerEndpoint: `${name}-ro.rds.amazonaws.com`,
        masterUserSecrets: [propertyMap([["secretArn", arn("secretsmanager", `secret:${name}`).arn]])],
      };
    case "aws:sqs/queue:Queue":
      return { ...arn("sqs", name), name, url: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/${name}` };
    case "aws:route53/record:Record":
      return { fqdn: `${name}.example.com` };
    case "aws:acm/certificateValidation:CertificateValidation":
      return {};
    case "aws:eks/cluster:Cluster":
      return eksCluster(inputs);
    case "aws:iam/openIdConnectProvider:OpenIdConnectProvider":
      return { arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${EKS_ISSUER}` };
    case "aws:ec2/launchTemplate:LaunchTemplate":
      return { ...arn("ec2", `launch-template/${name}`), latestVersion: 1 };
    default:
      return { ...arn(type.split(/[:/]/)[1] ?? "", name), name: inputs.name ?? name };
  }
}

const EKS_ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9";

function eksCluster({ name, vpcConfig }: Properties): Readonly<Record<string, Value>> {
  const issuer = propertyMap([["issuer", `https://${EKS_ISSUER}`]]);
  const config = isProperties(vpcConfig) ? vpcConfig : propertyMap([]);
  return {
    arn: `arn:aws:eks:eu-west-1:${ACCOUNT}:cluster/${typeof name === "string" ? name : ""}`,
    endpoint: `https://0A1B2C3D4E5F60718293A4B5C6D7E8F9.gr7.eu-west-1.eks.amazonaws.com`,
    certificateAuthority: propertyMap([["data", "Y2VydGlmaWNhdGU="]]),
    identities: [propertyMap([["oidcs", [issuer]]])],
    vpcConfig: propertyMap([...Object.entries(config), ["clusterSecurityGroupId", "sg-0a1b2c3d4e5f60718"]]),
  };
}

function validationOptions({ domainName, subjectAlternativeNames }: Properties): Value {
  const names = [domainName, ...(isList(subjectAlternativeNames) ? subjectAlternativeNames : [])];
  return names
    .filter((name) => typeof name === "string")
    .map((name) => {
      const parent = name.replace("*.", "");
      return propertyMap([
        ["domainName", name],
        ["resourceRecordName", `_token.${parent}`],
        ["resourceRecordType", "CNAME"],
        ["resourceRecordValue", `_value.${parent}`],
      ]);
    });
}

/** The answers to the lookups of components, by the token of the function. */
const LOOKUPS: Readonly<Record<string, Properties>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": propertyMap([["names", ZONES]]),
  "aws:index/getCallerIdentity:getCallerIdentity": propertyMap([
    ["accountId", ACCOUNT],
    ["arn", `arn:aws:iam::${ACCOUNT}:user/deploy`],
    ["id", ACCOUNT],
    ["userId", "AIDA0A1B2C3D4E5F60718"],
  ]),
};

/**
 * Previews a program in an account and a Region with three Availability Zones.
 *
 * @param state - the exported state of the stack, if it exists
 */
export const previewed = (program: () => unknown, lookups: Lookups = {}, state?: string): Promise<StackPlan> =>
  preview(program, {
    config: { "aws:region": "eu-west-1" },
    lookups: {
      invoke: ({ token }) => LOOKUPS[token],
      ...lookups,
    },
    ...(state !== undefined && { state }),
  });

/** Previews a program with known outputs of all resources, as if they had been created. */
export const deployed = (program: () => unknown, state?: string): Promise<StackPlan> =>
  previewed(program, { mockNewResource: mockOutputs }, state);

/** Returns the issues of Vpc arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
export const issuesOf = (args: object, name = "network"): readonly ArgumentIssue[] =>
  issuesThrownBy(() => planVpc(name, args));

/** Returns the names of children by type, without the prefix. */
export function namesByType(stack: StackPlan, prefix: string): Record<string, string> {
  const names: Record<string, string[]> = {};
  for (const { type, name } of stack.resources) (names[type] ??= []).push(name.replace(`${prefix}-`, ""));
  return Object.fromEntries(Object.entries(names).map(([type, typeNames]) => [type, typeNames.sort().join(" ")]));
}

/** The effect of changing a program. */
export interface StackChange {
  /** The names of created resources. */
  readonly created: readonly string[];
  /** The names of deleted resources. */
  readonly deleted: readonly string[];
  /** The names of changed inputs by resource. */
  readonly changed: Readonly<Record<string, readonly string[]>>;
}

/** Returns the effect of replacing one program with another. */
export async function changeBetween(before: () => unknown, after: () => unknown): Promise<StackChange> {
  const { created, deleted, changed } = comparePlans(await previewed(before), await previewed(after));
  const names = (resources: readonly Resource[]) => resources.map(({ name }) => name).sort();
  // The inputs of a component are its arguments, which do not exist in the cloud.
  const customResources = changed.filter(({ resource: { type } }) => !type.startsWith("roadbed:"));
  return {
    created: names(created),
    deleted: names(deleted),
    changed: Object.fromEntries(customResources.map(({ resource, properties }) => [resource.name, properties])),
  };
}
