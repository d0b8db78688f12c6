import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, type Check } from "../../shared/argument-issues";
import { matching, oneOf } from "../../shared/checks";
import { clusterArn, clusterName, kubernetesVersion } from "./cluster-checks";
import type { EksClusterLike, EksCompute } from "./eks-cluster-like";

/** An existing cluster in the form that components accept. */
export interface ExistingEksCluster extends EksClusterLike {
  /** The name of the cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** The ARN of the cluster. */
  readonly clusterArn: pulumi.Output<string>;
  /** Who manages the nodes. */
  readonly compute: EksCompute;
}

const PROPERTIES: Readonly<Record<keyof EksClusterLike, true>> = {
  clusterName: true,
  clusterArn: true,
  version: true,
  compute: true,
  clusterSecurityGroupId: true,
  oidcProviderArn: true,
  oidcIssuerUrl: true,
  nodeDependencies: true,
  vpcCniHasOwnRole: true,
  kubernetesProvider: true,
  identityDependencies: true,
};

const securityGroupId = matching(/^sg-[0-9a-f]+$/, "the ID of a security group", 'Example: "sg-0a1b2c3d4e5f60718".');
const providerArn = matching(
  /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/\S+$/,
  "the ARN of an IAM OpenID Connect provider",
  "Use arn:aws:iam::<account>:oidc-provider/<issuer>.",
);
const issuerUrl = matching(/^https:\/\/\S+$/, "the URL of an issuer", 'Use the URL that begins with "https://".');

const CHECKS = {
  version: kubernetesVersion,
  clusterSecurityGroupId: securityGroupId,
  oidcProviderArn: providerArn,
  oidcIssuerUrl: issuerUrl,
} satisfies Partial<Record<keyof EksClusterLike, Check<unknown>>>;

/** Whether the cluster is a component, which already has the form that components accept. */
const isComponent = (cluster: EksClusterLike): cluster is ExistingEksCluster =>
  pulumi.Resource.isInstance(cluster) &&
  pulumi.Output.isInstance(cluster.clusterName) &&
  pulumi.Output.isInstance(cluster.clusterArn) &&
  cluster.compute !== undefined;

/** Implements `EksCluster.fromExisting`. */
export function existingCluster(cluster: EksClusterLike): ExistingEksCluster {
  if (isComponent(cluster)) return cluster;
  const issues = new ArgumentIssues("EksCluster.fromExisting");
  issues.checkNames("", cluster, Object.keys(PROPERTIES));
  const { compute = "managed" } = cluster;
  issues.check("compute", compute, oneOf(["auto", "managed", "fargate"]));
  const optional = (Object.keys(CHECKS) as (keyof typeof CHECKS)[])
    .filter((property) => cluster[property] !== undefined)
    .map((property) => [property, issues.checkOptionalInput(property, cluster[property], CHECKS[property])]);
  const resolved = {
    ...cluster,
    ...(Object.fromEntries(optional) as Partial<EksClusterLike>),
    compute,
    clusterName: pulumi.output(issues.checkInput("clusterName", cluster.clusterName, clusterName)),
    clusterArn: pulumi.output(issues.checkInput("clusterArn", cluster.clusterArn, clusterArn)),
  };
  issues.throwIfAny();
  return resolved;
}
