import type { ArgumentIssues, IssueDetail } from "../../shared/argument-issues";
import { booleanValue } from "../../shared/checks";
import { VPC_CNI, type CheckedAddons } from "./addon-checks";
import type { EksClusterArgs, EksClusterDefaults } from "./eks-cluster-args";

/**
 * Checks `networkPolicy`, and returns whether the cluster enforces network policies.
 *
 * @remarks
 * Managed nodes enforce them if the add-on `vpc-cni` is configured to, and Auto Mode if a ConfigMap in the cluster says so.
 */
export function checkNetworkPolicy(
  issues: ArgumentIssues,
  args: EksClusterArgs & EksClusterDefaults,
  installed: CheckedAddons,
): boolean {
  const { networkPolicy } = args;
  if (networkPolicy !== undefined && !issues.check("networkPolicy", networkPolicy, booleanValue)) return false;
  checkConfiguration(issues, installed);
  const obstacle = obstacleTo(args, installed);
  if (obstacle === undefined) return networkPolicy ?? true;
  if (networkPolicy === true) issues.add("networkPolicy", true, { code: "conflict", ...obstacle });
  return false;
}

/** Returns why the cluster cannot enforce network policies, or `undefined`. */
function obstacleTo(
  { compute, kubernetesObjects }: EksClusterArgs & EksClusterDefaults,
  installed: CheckedAddons,
): Omit<IssueDetail, "code"> | undefined {
  if (compute === "fargate")
    return { statement: "Fargate cannot enforce network policies", remedy: "Remove the argument." };
  if (compute === "auto" && !kubernetesObjects) {
    return {
      statement: "requires a ConfigMap in the cluster, which the program does not create with kubernetesObjects: false",
      remedy: "Remove the argument, and create the ConfigMap kube-system/amazon-vpc-cni in another way.",
    };
  }
  if (compute === "managed" && !Object.hasOwn(installed, VPC_CNI)) {
    return {
      statement: "the add-on vpc-cni, which enforces network policies, is not installed",
      remedy: "Remove the argument, and let your network plugin enforce network policies.",
    };
  }
  return undefined;
}

const OWN_SETTING = "enableNetworkPolicy";

function checkConfiguration(issues: ArgumentIssues, installed: CheckedAddons): void {
  const value = installed[VPC_CNI]?.configuration[OWN_SETTING];
  if (value === undefined) return;
  issues.add(`addons.${VPC_CNI}.configuration.${OWN_SETTING}`, value, {
    code: "conflict",
    statement: "is set by networkPolicy",
    remedy: "Set networkPolicy instead.",
  });
}

/** Returns the configuration of `vpc-cni` that makes managed nodes enforce network policies. */
export const networkPolicyConfiguration = (enforces: boolean): Readonly<Record<string, unknown>> =>
  // The schema of the add-on's configuration expects a string.
  enforces ? { [OWN_SETTING]: "true" } : {};
