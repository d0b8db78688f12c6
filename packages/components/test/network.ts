import { propertyMap, type Properties, type Resource, type Value } from "@roadbed/plan";
import type { NewResource, Lookups } from "@roadbed/plan/preview";
import { compareStacks, preview, type StackPlan } from "@roadbed/testing";
import { ArgumentsError } from "../src/aws";
import { planVpc } from "../src/aws/network/vpc-plan";

const ACCOUNT = "123456789012";
const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

/** What a resource is told to be once it is made, each time the same: IDs follow from names. */
export function answers({ type, name }: Pick<NewResource, "type" | "name">): Properties {
  return propertyMap(Object.entries({ id: `${name}-id`, ...attributes(type, name) }));
}

function attributes(type: string, name: string): Readonly<Record<string, Value>> {
  const arn = (service: string, resource: string) => ({ arn: `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}` });
  switch (type) {
    case "aws:ec2/vpc:Vpc":
      return { ...arn("ec2", "vpc/vpc-1"), region: "eu-west-1", ipv6CidrBlock: "2600:1f14:abc:de00::/56" };
    case "aws:ec2/eip:Eip":
      return { allocationId: `${name}-allocation`, publicIp: `${name}-ip` };
    case "aws:ec2/natGateway:NatGateway":
      return { publicIp: `${name}-ip`, regionalNatGatewayAddresses: [{ publicIp: "a" }, { publicIp: "b" }] };
    case "aws:cloudwatch/logGroup:LogGroup":
      return arn("logs", `log-group:${name}`);
    case "aws:iam/role:Role":
      return { arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, name };
    case "aws:s3/bucket:Bucket":
      return { arn: `arn:aws:s3:::${name}`, bucket: name };
    default:
      return {};
  }
}

/** Previews a program in a region with three zones. */
export const previewed = (program: () => unknown, lookups: Lookups = {}): Promise<StackPlan> =>
  preview(program, {
    config: { "aws:region": "eu-west-1" },
    lookups: {
      invoke: ({ token }) =>
        token === "aws:index/getAvailabilityZones:getAvailabilityZones" ? propertyMap([["names", ZONES]]) : undefined,
      ...lookups,
    },
  });

/** Previews a program as if all that it makes were there already. */
export const deployed = (program: () => unknown): Promise<StackPlan> =>
  previewed(program, { mockNewResource: answers });

/** What is said of arguments that a JavaScript program or a configuration file can hold, whatever the types say. */
export function saidOf(args: object, name = "network"): string[] {
  try {
    planVpc(name, args);
  } catch (error) {
    if (error instanceof ArgumentsError) return error.problems.map(({ text }) => text);
    throw error;
  }
  return [];
}

/** The names of children by type, without the prefix: a golden test that fits on a screen. */
export function byType(stack: StackPlan, prefix: string): Record<string, string> {
  const names: Record<string, string[]> = {};
  for (const { type, name } of stack.resources) (names[type] ??= []).push(name.replace(`${prefix}-`, ""));
  return Object.fromEntries(Object.entries(names).map(([type, all]) => [type, all.sort().join(" ")]));
}

/** What a change of a program does to what it had made. */
export interface Growth {
  readonly created: readonly string[];
  readonly deleted: readonly string[];
  /** The inputs that changed, by resource. */
  readonly changed: Readonly<Record<string, readonly string[]>>;
}

/** Compares two programs by the names of what they make, as the engine sees both in a region with these zones. */
export async function growth(before: () => unknown, after: () => unknown): Promise<Growth> {
  const { created, deleted, changed } = compareStacks(await previewed(before), await previewed(after));
  const names = (resources: readonly Resource[]) => resources.map(({ name }) => name).sort();
  // The inputs of a component are its arguments, which are no resource.
  const resources = changed.filter(({ resource: { type } }) => !type.startsWith("roadbed:"));
  return {
    created: names(created),
    deleted: names(deleted),
    changed: Object.fromEntries(resources.map(({ resource, properties }) => [resource.name, properties])),
  };
}
