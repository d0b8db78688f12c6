import { properties, type Resource } from "@roadbed/plan";
import type { Lookups } from "@roadbed/plan/preview";
import { compareStacks, preview } from "@roadbed/testing";
import { ArgumentsError } from "../src/aws";
import { planVpc } from "../src/aws/vpc-plan";
import { registrationsOf, type Registration } from "./registrations";

const ACCOUNT = "123456789012";
const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

/** What the cloud answers for the children of a network, each time the same: IDs follow from names. */
export function answers(type: string, name: string): Record<string, unknown> {
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

/** Runs a program in a region with these zones, whose cloud answers. */
export const deployed = (program: () => unknown, zones = ZONES) =>
  registrationsOf(program, answers, () => ({ names: zones }));

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
export function byType(registrations: readonly Registration[], prefix: string): Record<string, string> {
  const names: Record<string, string[]> = {};
  for (const { type, name } of registrations) (names[type] ??= []).push(name.replace(`${prefix}-`, ""));
  return Object.fromEntries(Object.entries(names).map(([type, all]) => [type, all.join(" ")]));
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
  const lookups: Lookups = {
    invoke: ({ token }) =>
      token === "aws:index/getAvailabilityZones:getAvailabilityZones" ? properties([["names", ZONES]]) : undefined,
  };
  const previewed = (program: () => unknown) =>
    preview(() => void program(), { config: { "aws:region": "eu-west-1" }, lookups });
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
