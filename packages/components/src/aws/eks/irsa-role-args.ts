import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, isPlainValue } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import { checkAdoption, defineDefaults, withDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, regionName, type AwsComponentArgs } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { serviceRoleChildren } from "../shared/service-role";
import { checkCluster } from "./cluster-checks";
import type { EksClusterLike } from "./eks-cluster-like";
import { checkRoleName } from "./role-names";
import { checkPermissions, checkPolicies, type IdentityPermissionArgs } from "./role-policies";
import { checkServiceAccount, type ServiceAccountArgs } from "./service-account";

/** Arguments of an IrsaRole. */
export interface IrsaRoleArgs extends AwsComponentArgs, ServiceAccountArgs, IdentityPermissionArgs {
  /** The cluster of the service account. It must have an `oidcProviderArn` and an `oidcIssuerUrl`. */
  readonly cluster: EksClusterLike;
}

/** Arguments of `IrsaRole.forWorkload`. */
export type WorkloadIrsaRoleArgs = Omit<IrsaRoleArgs, keyof ServiceAccountArgs>;

/** The arguments of an IrsaRole that have default values. */
export type IrsaRoleDefaults = Required<Pick<IrsaRoleArgs, "protection" | "permissions" | "policies">>;

/** The default arguments of an IrsaRole in each profile. */
export const IRSA_ROLE_DEFAULTS: ProfileDefaults<IrsaRoleDefaults> = defineDefaults<IrsaRoleDefaults>(
  { protection: true, permissions: [], policies: {} },
  { protection: false },
);

const IRSA_ROLE_ARGUMENTS: Readonly<Record<keyof IrsaRoleArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  cluster: true,
  namespace: true,
  serviceAccount: true,
  permissions: true,
  policies: true,
};

/** The name of the role. */
export const IRSA_ROLE = "role";

/** The identity provider of a cluster. */
export interface OidcProvider {
  /** The ARN of the provider in IAM. */
  readonly arn: pulumi.Input<string>;
  /** The issuer without `https://`, which prefixes the condition keys. */
  readonly issuer: pulumi.Input<string>;
}

/** The checked arguments with all defaults. */
export interface IrsaRoleSettings extends IrsaRoleDefaults, Omit<IrsaRoleArgs, "cluster" | keyof IrsaRoleDefaults> {
  readonly provider: OidcProvider;
}

const SCHEME = "https://";
const providerArn = matching(
  /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/.+$/,
  "the ARN of an OpenID Connect provider",
  "Use arn:aws:iam::<account>:oidc-provider/<issuer without https://>.",
);
const issuerUrl = matching(
  /^https:\/\/[^\s/?#]+(?:\/[^\s?#]*[^\s/?#])?$/,
  "the URL of an OpenID Connect issuer",
  'Example: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE".',
);

/**
 * Checks the arguments of an IrsaRole.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkIrsaRoleArgs(name: string, args: IrsaRoleArgs): IrsaRoleSettings {
  const issues = new ArgumentIssues("IrsaRole", name);
  const { cluster, ...settings } = withDefaults(issues, IRSA_ROLE_DEFAULTS, IRSA_ROLE_ARGUMENTS, args);
  checkRoleName(issues, name, IRSA_ROLE);
  const provider = checkProvider(issues, cluster);
  checkPermissions(issues, settings.permissions);
  const policies = checkPolicies(issues, settings.policies);
  const checked = {
    ...settings,
    ...checkServiceAccount(issues, settings),
    provider,
    policies,
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, serviceRoleChildren(IRSA_ROLE, Object.keys(policies)));
  issues.throwIfAny();
  return checked;
}

function checkProvider(issues: ArgumentIssues, cluster: EksClusterLike): OidcProvider {
  const { clusterName, oidcProviderArn: arn, oidcIssuerUrl: url } = checkCluster(issues, cluster);
  // The check has already reported that the cluster is missing.
  if (clusterName === "") return { arn: "", issuer: "" };
  const missing = { oidcProviderArn: arn, oidcIssuerUrl: url };
  for (const [property, value] of Object.entries(missing).filter(([, input]) => input === undefined)) {
    const remedy = "Set it in the cluster, or use PodIdentity, which needs no OpenID Connect provider.";
    issues.add(`cluster.${property}`, value, expected("missing", "the cluster's OpenID Connect provider", remedy));
  }
  if (arn === undefined || url === undefined) return { arn: "", issuer: "" };
  const provider = {
    arn: issues.checkInput("cluster.oidcProviderArn", arn, providerArn),
    issuer: issuerOf(issues.checkInput("cluster.oidcIssuerUrl", url, issuerUrl)),
  };
  checkSameIssuer(issues, provider, url);
  return provider;
}

const withoutScheme = (url: string): string => url.slice(SCHEME.length);

const issuerOf = (url: pulumi.Input<string>): pulumi.Input<string> =>
  isPlainValue(url) ? withoutScheme(url) : pulumi.output(url).apply(withoutScheme);

/** Checks that the ARN and the URL belong to the same cluster. With a wrong ARN, STS would reject every token. */
function checkSameIssuer(issues: ArgumentIssues, { arn, issuer }: OidcProvider, url: pulumi.Input<string>): void {
  if (!isPlainValue(arn) || !isPlainValue(issuer) || (providerArn(arn) ?? issuerUrl(url))) return;
  if (arn.endsWith(`/${issuer}`)) return;
  const statement = "the ARN of the OpenID Connect provider does not end with the issuer";
  const remedy = "Use the ARN and the URL of the same cluster.";
  issues.add("cluster.oidcIssuerUrl", url, { code: "conflict", statement, remedy });
}
