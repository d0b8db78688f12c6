import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { quote } from "../../shared/wording";
import { iamRoleArn } from "../shared/arn";
import type { EksAddonArgs, EksClusterArgs } from "./eks-cluster-args";
import type { EksCompute } from "./eks-cluster-like";

/** An add-on with its settings. */
export interface CheckedAddon {
  readonly version: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  /** The roles of its service accounts; `undefined` for the roles that the component creates. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>> | undefined;
}

/** The add-ons that a cluster installs, by name. */
export type CheckedAddons = Readonly<Record<string, CheckedAddon>>;

/** The add-on that provides pods with the credentials of their roles. */
export const POD_IDENTITY_AGENT = "eks-pod-identity-agent";
/** The add-on that connects pods to the VPC. */
export const VPC_CNI = "vpc-cni";
/** The add-on that provides volumes. */
export const EBS_CSI_DRIVER = "aws-ebs-csi-driver";

/** The add-ons without which a cluster does not work as its users expect. */
const REQUIRED: Readonly<Record<EksCompute, readonly string[]>> = {
  auto: ["metrics-server"],
  managed: [VPC_CNI, "kube-proxy", POD_IDENTITY_AGENT, "coredns", EBS_CSI_DRIVER, "metrics-server"],
  fargate: ["coredns", "metrics-server"],
};

// https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
const INCLUDED_IN_AUTO_MODE = [
  VPC_CNI,
  "kube-proxy",
  "coredns",
  EBS_CSI_DRIVER,
  POD_IDENTITY_AGENT,
  "eks-node-monitoring-agent",
];
/** Add-ons that need nodes of their own: Fargate runs neither DaemonSets nor EBS volumes. */
const NOT_ON_FARGATE = [VPC_CNI, "kube-proxy", EBS_CSI_DRIVER, POD_IDENTITY_AGENT, "eks-node-monitoring-agent"];

// https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html
const addonName = matching(/^[a-z0-9]+([-_][a-z0-9]+)*$/, "the name of an EKS add-on", 'Example: "vpc-cni".');
const addonVersion = matching(
  /^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
  "the version of an EKS add-on",
  'Example: "v1.12.4-eksbuild.1". A fixed version lets previews show each upgrade.',
);

/** Whether the add-on that provides pods with the credentials of their roles is installed. */
export const hasPodIdentityAgent = (addons: CheckedAddons): boolean => Object.hasOwn(addons, POD_IDENTITY_AGENT);

/** Checks `addons`, and returns those that the cluster installs. */
export function checkAddons(issues: ArgumentIssues, { addons, compute, version }: EksClusterArgs): CheckedAddons {
  if (!issues.check("addons", addons, plainObject("an object of add-ons"))) return {};
  checkRequired(issues, { addons, compute, version });
  const checked = Object.entries(addons).map(([name, addon]) => {
    const path = `addons.${name}`;
    issues.check(path, name, addonName);
    if (addon !== false) checkPlacement(issues, path, name, compute);
    return [name, checkAddon(issues, path, addon)] as const;
  });
  return Object.fromEntries(checked.flatMap(([name, addon]) => (addon === undefined ? [] : [[name, addon]])));
}

function checkRequired(
  issues: ArgumentIssues,
  { addons, compute, version }: Pick<EksClusterArgs, "addons" | "compute" | "version">,
): void {
  const required = Object.hasOwn(REQUIRED, compute) ? REQUIRED[compute] : [];
  const missing = required.filter((name) => !Object.hasOwn(addons, name));
  if (missing.length === 0) return;
  issues.add("addons", addons, {
    code: "missing",
    statement: `a cluster with compute ${quote(compute)} also needs ${missing.join(", ")}`,
    remedy: `Set the version of each add-on, which \`aws eks describe-addon-versions --kubernetes-version ${version} --addon-name ${missing[0] ?? ""}\` lists, or false if you install it in another way.`,
  });
}

function checkPlacement(issues: ArgumentIssues, path: string, name: string, compute: EksCompute): void {
  if (compute === "auto" && INCLUDED_IN_AUTO_MODE.includes(name)) {
    const statement = "EKS Auto Mode includes this add-on";
    issues.add(path, name, { code: "conflict", statement, remedy: "Remove the add-on." });
  }
  if (compute === "fargate" && NOT_ON_FARGATE.includes(name)) {
    const statement = "the add-on needs nodes, and Fargate has none";
    issues.add(path, name, { code: "conflict", statement, remedy: "Remove the add-on." });
  }
}

function checkAddon(
  issues: ArgumentIssues,
  path: string,
  addon: string | false | EksAddonArgs,
): CheckedAddon | undefined {
  if (addon === false) return undefined;
  if (typeof addon === "string") {
    issues.check(path, addon, addonVersion);
    return { version: addon, configuration: {}, roleArns: undefined };
  }
  const given: unknown = addon;
  if (typeof given !== "object" || given === null) {
    issues.add(path, addon, expected("wrong-type", "a version, false, or an object with a version"));
    return undefined;
  }
  if (!issues.checkNames(path, addon, ["version", "configuration", "roleArns"])) return undefined;
  const { version, configuration = {}, roleArns } = addon;
  issues.check(`${path}.version`, version, addonVersion);
  issues.check(`${path}.configuration`, configuration, plainObject("an object with the configuration of the add-on"));
  return { version, configuration, roleArns: roleArns && checkRoles(issues, `${path}.roleArns`, roleArns) };
}

function checkRoles(
  issues: ArgumentIssues,
  path: string,
  roleArns: Readonly<Record<string, pulumi.Input<string>>>,
): Readonly<Record<string, pulumi.Input<string>>> {
  if (!issues.check(path, roleArns, plainObject("an object of role ARNs by service account"))) return {};
  return Object.fromEntries(
    Object.entries(roleArns).map(([account, arn]) => [
      account,
      issues.checkInput(`${path}.${account}`, arn, iamRoleArn),
    ]),
  );
}
