import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected } from "../../shared/checks";
import { dnsLabel } from "../../shared/kubernetes-labels";
import { arnScope, awsPolicyArns } from "../shared/arn";
import type { Children } from "../shared/children";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";
import type { EksClusterSettings } from "./eks-cluster-settings";

/** The Fargate profiles of a cluster and the role with which Fargate starts pods. */
export interface EksFargate {
  /** The role with which Fargate pulls images and writes logs. */
  readonly podExecutionRole: ServiceRole;
  /** The profiles by namespace. */
  readonly profiles: Readonly<Record<string, aws.eks.FargateProfile>>;
}

/** The noun of the role with which Fargate starts pods. Renaming it would replace all profiles. */
export const POD_EXECUTION_ROLE = "pod-execution-role";
/** The namespace of CoreDNS and other add-ons. */
const SYSTEM_NAMESPACE = "kube-system";

const namespaceName = dnsLabel("the name of a namespace", "orders");

/** Checks `fargateNamespaces`, and returns all namespaces whose pods run on Fargate. */
export function checkFargateNamespaces(issues: ArgumentIssues, namespaces: readonly string[]): readonly string[] {
  const given: unknown = namespaces;
  if (!Array.isArray(given)) {
    issues.add("fargateNamespaces", namespaces, expected("wrong-type", "an array of namespaces"));
    return [SYSTEM_NAMESPACE];
  }
  for (const [index, namespace] of namespaces.entries()) {
    const path = `fargateNamespaces[${index}]`;
    issues.check(path, namespace, namespaceName);
    if (namespaces.indexOf(namespace) < index)
      issues.add(path, namespace, { code: "duplicate", statement: (got) => `${got} is listed twice` });
  }
  return [...new Set([SYSTEM_NAMESPACE, ...namespaces])];
}

const profileChild = (namespace: string): string => `fargate-${namespace}`;

/** Returns the names of the children that `createFargateProfiles` creates. */
export const fargateChildren = (namespaces: readonly string[]): string[] => [
  ...serviceRoleChildren(POD_EXECUTION_ROLE, ["eks"]).filter((child) => child !== `${POD_EXECUTION_ROLE}-policy`),
  ...namespaces.map(profileChild),
];

/** Creates a Fargate profile for each namespace. */
export function createFargateProfiles(
  children: Children,
  settings: EksClusterSettings,
  cluster: aws.eks.Cluster,
): EksFargate {
  const { partition, region, accountId } = arnScope(cluster);
  const podExecutionRole = createServiceRole(children, POD_EXECUTION_ROLE, {
    service: "eks-fargate-pods.amazonaws.com",
    scope: {
      accountId,
      sourceArn: pulumi.interpolate`arn:${partition}:eks:${region}:${accountId}:fargateprofile/${cluster.name}/*`,
    },
    managedPolicyArns: awsPolicyArns({ partition }, { eks: "AmazonEKSFargatePodExecutionRolePolicy" }),
  });
  const profiles = settings.namespacesOnFargate.map((namespace) => {
    const child = profileChild(namespace);
    const profile = new aws.eks.FargateProfile(
      children.name(child),
      {
        region: children.region,
        clusterName: cluster.name,
        podExecutionRoleArn: podExecutionRole.role.arn,
        selectors: [{ namespace }],
        subnetIds: settings.network.privateSubnetIds,
        tags: children.tags(child),
      },
      children.options(child, {
        dependsOn: Object.values(podExecutionRole.attachments),
        // A profile cannot be changed, so another subnet would replace it and stop its pods.
        ignoreChanges: ["subnetIds"],
      }),
    );
    return [namespace, profile] as const;
  });
  return { podExecutionRole, profiles: Object.fromEntries(profiles) };
}
