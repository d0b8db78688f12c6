import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { booleanValue, expected, matching, oneOf } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import { iamRoleArn } from "../shared/arn";
import { ipv4CidrBlock, parseIpv4CidrBlock } from "../shared/cidr";
import { logRetentionDays } from "../shared/log-retention";
import { clusterName } from "./cluster-checks";
import type { EksClusterArgs, EksClusterDefaults } from "./eks-cluster-args";
import type { EksKubeconfigOptions } from "./kubeconfig";

type Settings = EksClusterArgs & EksClusterDefaults;

const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const NODE_POOLS = ["general-purpose", "system"];

const profileName = matching(/^\S+$/, "the name of a profile of the AWS CLI");

// https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
const PRIVATE_BLOCKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const serviceCidrBlock: Check<unknown> = (value) => {
  const detail = ipv4CidrBlock(value);
  if (detail !== undefined) return detail;
  const { base, netmask } = parseIpv4CidrBlock(value as string);
  const isPrivate = PRIVATE_BLOCKS.map(parseIpv4CidrBlock).some(
    (block) => netmask >= block.netmask && base >= block.base && base < block.base + 2 ** (32 - block.netmask),
  );
  if (netmask >= 12 && netmask <= 24 && isPrivate) return undefined;
  return expected("out-of-range", "a private CIDR block from /24 to /12", 'Example: "172.20.0.0/16".');
};

/** Checks `clusterName`, or the name that is generated without it. */
export function checkClusterName(issues: ArgumentIssues, name: string, given: string | undefined): string {
  if (given !== undefined) {
    issues.check("clusterName", given, clusterName);
    return given;
  }
  const generated = [pulumi.getProject(), pulumi.getStack(), name].join("-").replaceAll(/[^A-Za-z0-9_-]+/g, "-");
  const detail = clusterName(generated);
  if (detail !== undefined) {
    const remedy = "Set clusterName, because the generated one is not valid.";
    issues.add("clusterName", generated, { ...detail, remedy });
  }
  return generated;
}

/** Checks `network` and `serviceCidrBlock`. */
export function checkNetwork(issues: ArgumentIssues, { network, serviceCidrBlock: block }: Settings): void {
  if (block !== undefined) issues.check("serviceCidrBlock", block, serviceCidrBlock);
  const given: unknown = network;
  if (typeof given !== "object" || given === null) {
    issues.add("network", given, expected("wrong-type", "a network, such as a Vpc"));
    return;
  }
  const subnets = network.privateSubnetIds;
  if (!isPlainValue(subnets)) return;
  if (!Array.isArray(subnets) || subnets.length < 2) {
    const remedy = "The control plane needs subnets in at least two Availability Zones.";
    issues.add("network.privateSubnetIds", subnets, expected("out-of-range", "at least two private subnets", remedy));
  }
}

/** Checks the arguments of the control plane logs. */
export function checkLogs(issues: ArgumentIssues, settings: Settings): void {
  const { logTypes } = settings;
  issues.check("logRetentionDays", settings.logRetentionDays, logRetentionDays);
  issues.check("retainLogsOnDelete", settings.retainLogsOnDelete, booleanValue);
  checkValues(issues, "logTypes", logTypes, LOG_TYPES);
  if (Array.isArray(logTypes) && logTypes.length === 0)
    issues.add("logTypes", logTypes, expected("out-of-range", "at least one log type", 'Example: ["audit"].'));
}

/** Checks the arguments that apply to only one kind of compute. */
export function checkLists(issues: ArgumentIssues, args: EksClusterArgs, { compute, nodePools }: Settings): void {
  checkValues(issues, "nodePools", nodePools, NODE_POOLS);
  if (args.nodePools !== undefined) checkCompute(issues, "nodePools", compute, "auto");
  if (args.fargateNamespaces !== undefined) checkCompute(issues, "fargateNamespaces", compute, "fargate");
}

function checkCompute(issues: ArgumentIssues, path: string, compute: string, required: string): void {
  if (compute === required) return;
  const statement = `has no effect with compute "${compute}"`;
  issues.add(path, compute, { code: "conflict", statement, remedy: `Remove it, or set compute: "${required}".` });
}

function checkValues(
  issues: ArgumentIssues,
  path: string,
  values: readonly string[],
  allowed: readonly string[],
): void {
  if (!Array.isArray(values)) {
    issues.add(path, values, expected("wrong-type", "an array"));
    return;
  }
  for (const [index, value] of (values as readonly string[]).entries()) {
    issues.check(`${path}[${index}]`, value, oneOf(allowed));
    if (values.indexOf(value) < index)
      issues.add(`${path}[${index}]`, value, { code: "duplicate", statement: (got) => `${got} is listed twice` });
  }
}

/** Checks the options of a kubeconfig. */
export function checkKubeconfigOptions(
  issues: ArgumentIssues,
  options: EksKubeconfigOptions | undefined,
  path = "kubeconfigOptions",
): EksKubeconfigOptions | undefined {
  if (options === undefined || !issues.checkNames(path, options, ["roleArn", "profile"])) return undefined;
  const prefix = path === "" ? "" : `${path}.`;
  return definedProperties({
    roleArn: issues.checkOptionalInput(`${prefix}roleArn`, options.roleArn, iamRoleArn),
    profile: issues.checkOptionalInput(`${prefix}profile`, options.profile, profileName),
  });
}
