import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, oneOf } from "../../shared/checks";
import { checkAdoption, definedProperties, withDefaults } from "../../shared/component-args";
import { kmsKeyArn } from "../shared/arn";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { accessChildren, checkAccess } from "./access";
import { checkAddons, hasPodIdentityAgent } from "./addon-checks";
import { addonChildren, addonRoles } from "./addons";
import { kubernetesVersion } from "./cluster-checks";
import { CLUSTER_ROLE, controlPlaneChildren } from "./control-plane";
import { EKS_CLUSTER_ARGUMENTS, EKS_CLUSTER_DEFAULTS, type EksClusterArgs } from "./eks-cluster-args";
import { checkClusterName, checkKubeconfigOptions, checkLists, checkLogs, checkNetwork } from "./eks-setting-checks";
import type { EksClusterSettings } from "./eks-cluster-settings";
import { apiAccessChildren, checkEndpoint, checkReachable } from "./endpoint";
import { checkFargateNamespaces, fargateChildren, POD_EXECUTION_ROLE } from "./fargate-profiles";
import { identityChildren, identityRoles } from "./identities";
import { checkIdentities } from "./identity-checks";
import { kubernetesObjectChildren } from "./kubernetes-objects";
import { checkNetworkPolicy } from "./network-policy";
import { checkNodes } from "./nodes";
import { checkRoleName } from "./role-names";

/** The provider of Kubernetes objects, which the component creates when `provider` is read for the first time. */
export const PROVIDER = "provider";
/** The IAM OpenID Connect provider. */
export const OIDC_PROVIDER = "oidc-provider";

/**
 * Checks the arguments of an EksCluster.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkEksClusterArgs(name: string, args: EksClusterArgs): EksClusterSettings {
  const issues = new ArgumentIssues("EksCluster", name);
  const settings = withDefaults(issues, EKS_CLUSTER_DEFAULTS, EKS_CLUSTER_ARGUMENTS, args, ["nodes"]);
  issues.check("version", settings.version, kubernetesVersion);
  issues.check("compute", settings.compute, oneOf(["auto", "managed", "fargate"]));
  checkNetwork(issues, settings);
  checkLogs(issues, settings);
  checkLists(issues, args, settings);
  checkNodes(issues, settings);
  issues.check("supportType", settings.supportType, oneOf(["standard", "extended"]));
  issues.check("zonalShift", settings.zonalShift, booleanValue);
  issues.check("oidcProvider", settings.oidcProvider, booleanValue);
  const installed = checkAddons(issues, settings);
  const hasPodIdentity = settings.compute === "auto" || hasPodIdentityAgent(installed);
  const inputs = definedProperties({
    secretsKmsKeyArn: issues.checkOptionalInput("secretsKmsKeyArn", settings.secretsKmsKeyArn, kmsKeyArn),
    logKmsKeyArn: issues.checkOptionalInput("logKmsKeyArn", settings.logKmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    kubeconfigOptions: checkKubeconfigOptions(issues, settings.kubeconfigOptions),
  });
  const checked: EksClusterSettings = {
    ...settings,
    ...inputs,
    ...checkEndpoint(issues, settings),
    ...{ installed, hasPodIdentity },
    clusterName: checkClusterName(issues, name, settings.clusterName),
    access: checkAccess(issues, settings.access),
    namespacesOnFargate:
      settings.compute === "fargate" ? checkFargateNamespaces(issues, settings.fargateNamespaces) : [],
    enforcesNetworkPolicy: checkNetworkPolicy(issues, settings, installed),
    identities: checkIdentities(issues, settings, hasPodIdentity),
    tags: checkAwsTags(issues, settings.tags),
  };
  if (kubernetesObjectChildren(checked).length > 0) checkReachable(issues, checked);
  checkComponentName(issues, name, checked);
  checkAdoption(issues, settings, childrenOf(checked));
  issues.throwIfAny();
  return checked;
}

function childrenOf(settings: EksClusterSettings): string[] {
  return [
    ...controlPlaneChildren(settings),
    ...accessChildren(settings.access),
    ...apiAccessChildren(settings.apiAccessFrom),
    ...addonChildren(settings.installed, settings.hasPodIdentity),
    ...(settings.compute === "fargate" ? fargateChildren(settings.namespacesOnFargate) : []),
    ...identityChildren(settings.identities),
    ...kubernetesObjectChildren(settings),
    ...(settings.oidcProvider ? [OIDC_PROVIDER] : []),
    PROVIDER,
  ];
}

/** Checks the component name against the longest generated name of a role. */
function checkComponentName(issues: ArgumentIssues, name: string, settings: EksClusterSettings): void {
  const roles = [
    CLUSTER_ROLE,
    ...(settings.compute === "fargate" ? [POD_EXECUTION_ROLE] : []),
    ...addonRoles(settings.installed, settings.hasPodIdentity),
    ...identityRoles(settings.identities),
  ];
  const noun = roles.reduce((longest, role) => (role.length > longest.length ? role : longest));
  checkRoleName(issues, name, noun);
}
