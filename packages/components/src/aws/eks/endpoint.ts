import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, plainObject } from "../../shared/checks";
import { checkNamedSources, type ClientSources } from "../load-balancing/client-access";
import { ipv4CidrBlock } from "../shared/cidr";
import type { Children } from "../shared/children";
import type { EksClusterDefaults } from "./eks-cluster-args";

/** Who can connect to the API endpoint. */
export interface CheckedEndpoint {
  readonly publicAccessCidrs: readonly string[];
  readonly apiAccessFrom: ClientSources;
}

type EndpointArgs = Pick<
  EksClusterDefaults,
  "publicAccessCidrs" | "allowPublicEndpointFromAnywhere" | "apiAccessFrom" | "kubernetesObjects"
>;

interface EndpointSources {
  readonly publicAccessCidrs: readonly string[];
  readonly apiAccessFrom: Readonly<Record<string, unknown>>;
}

const ANYWHERE = "0.0.0.0/0";
// https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
const MAX_PUBLIC_CIDRS = 40;

/** Checks who can connect to the API endpoint. */
export function checkEndpoint(issues: ArgumentIssues, args: EndpointArgs): CheckedEndpoint {
  const { publicAccessCidrs, apiAccessFrom, kubernetesObjects } = args;
  issues.check("allowPublicEndpointFromAnywhere", args.allowPublicEndpointFromAnywhere, booleanValue);
  const areCidrs = checkCidrs(issues, publicAccessCidrs, args.allowPublicEndpointFromAnywhere);
  const areSources = issues.check("apiAccessFrom", apiAccessFrom, plainObject("an object of sources"));
  const sources = areSources ? checkNamedSources(issues, "apiAccessFrom", apiAccessFrom) : {};
  issues.check("kubernetesObjects", kubernetesObjects, booleanValue);
  return { publicAccessCidrs: areCidrs ? publicAccessCidrs : [], apiAccessFrom: sources };
}

/** Whether anything but the nodes can connect to the API endpoint. */
export const isReachable = ({ publicAccessCidrs, apiAccessFrom }: EndpointSources): boolean =>
  publicAccessCidrs.length > 0 || Object.keys(apiAccessFrom).length > 0;

/** Checks that a program that creates objects in the cluster can reach the API endpoint. */
export function checkReachable(issues: ArgumentIssues, sources: EndpointSources): void {
  if (isReachable(sources)) return;
  issues.add("kubernetesObjects", true, {
    code: "conflict",
    statement:
      "the API endpoint is private, and only nodes can reach it, so the program could not create objects in the cluster",
    remedy:
      'Set apiAccessFrom to where the program runs, such as { ci: { securityGroupId: "sg-…" } }, set publicAccessCidrs, or set kubernetesObjects: false.',
  });
}

function checkCidrs(issues: ArgumentIssues, blocks: readonly string[], allowAnywhere: boolean): boolean {
  if (!Array.isArray(blocks)) {
    issues.add("publicAccessCidrs", blocks, expected("wrong-type", "an array of CIDR blocks"));
    return false;
  }
  if (blocks.length > MAX_PUBLIC_CIDRS) {
    const statement = `expected at most ${MAX_PUBLIC_CIDRS} CIDR blocks, got ${blocks.length}`;
    issues.add("publicAccessCidrs", blocks, { code: "out-of-range", statement });
  }
  for (const [index, block] of blocks.entries()) {
    const path = `publicAccessCidrs[${index}]`;
    issues.check(path, block, ipv4CidrBlock);
    if (blocks.indexOf(block) < index)
      issues.add(path, block, { code: "duplicate", statement: (got) => `${got} is listed twice` });
    if (block !== ANYWHERE || allowAnywhere) continue;
    const remedy = "List the networks of your users, or set allowPublicEndpointFromAnywhere: true.";
    issues.add(path, block, {
      code: "conflict",
      statement: "opens the Kubernetes API to the whole internet",
      remedy,
    });
  }
  return true;
}

const sourceChild = (source: string): string => `api-${source}`;

/** Returns the names of the children that `createApiAccess` creates. */
export const apiAccessChildren = (sources: ClientSources): string[] => Object.keys(sources).map(sourceChild);

/**
 * Allows sources to connect to the private API endpoint.
 *
 * @param clusterSecurityGroupId - the security group that EKS creates. EKS manages only its own rules in this group, so that
 *   further rules are not removed
 */
export function createApiAccess(
  children: Children,
  sources: ClientSources,
  clusterSecurityGroupId: pulumi.Input<string>,
): Readonly<Record<string, aws.vpc.SecurityGroupIngressRule>> {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => {
      const child = sourceChild(name);
      const args = {
        region: children.region,
        securityGroupId: clusterSecurityGroupId,
        description: `Kubernetes API from ${name}`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        ...source,
        tags: children.tags(child),
      };
      return [name, new aws.vpc.SecurityGroupIngressRule(children.name(child), args, children.options(child))];
    }),
  );
}
