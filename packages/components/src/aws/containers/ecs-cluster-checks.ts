import { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching, oneOf } from "../../shared/checks";
import { checkAdoption, definedProperties, withDefaults } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { kmsKeyArn } from "../shared/arn";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { logRetentionDays } from "../shared/log-retention";
import { MAX_ROLE_NAME_CHARACTERS } from "../shared/service-role";
import {
  ECS_CLUSTER_ARGUMENTS,
  ECS_CLUSTER_DEFAULTS,
  type EcsCapacity,
  type EcsClusterArgs,
  type EcsClusterSettings,
  type EcsEc2CapacityArgs,
  type EcsExecLoggingArgs,
  type EcsManagedInstancesArgs,
} from "./ecs-cluster-args";
import { checkEc2Capacity, EC2_CAPACITY_CHILDREN } from "./ecs-ec2-capacity";
import { INSTANCE_ROLE } from "./ecs-instances";
import { checkManagedInstances, INFRASTRUCTURE_ROLE, MANAGED_INSTANCES_CHILDREN } from "./ecs-managed-instances";

/** The log group of ECS Exec sessions with its defaults. */
export type CheckedExecLogging = EcsExecLoggingArgs & Required<Pick<EcsExecLoggingArgs, "retentionDays">>;

/** The checked arguments of an EcsCluster. */
export interface CheckedEcsCluster extends EcsClusterSettings {
  readonly exec: CheckedExecLogging | undefined;
  readonly ec2: EcsEc2CapacityArgs | undefined;
  readonly managedInstances: EcsManagedInstancesArgs | undefined;
}

const DEFAULT_EXEC_RETENTION_DAYS = 90;

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
const clusterName = matching(
  /^[A-Za-z0-9_-]{1,255}$/,
  "the name of a cluster",
  "Use up to 255 letters, digits, hyphens, and underscores.",
);
// https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html
const namespaceName = matching(
  /^[!-~]{1,1024}$/,
  "the name of a Cloud Map namespace",
  "Use up to 1024 characters without spaces.",
);
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html
const capacityProviderName = matching(
  /^(?!aws|ecs|fargate)[A-Za-z0-9_-]+$/i,
  "a name that the capacity provider can begin with",
  'Use letters, digits, hyphens, and underscores. AWS reserves names that begin with "aws", "ecs", or "fargate".',
);

/**
 * Checks the arguments of an EcsCluster.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkEcsClusterArgs(name: string, args: EcsClusterArgs): CheckedEcsCluster {
  const issues = new ArgumentIssues("EcsCluster", name);
  const settings = withDefaults(issues, ECS_CLUSTER_DEFAULTS, ECS_CLUSTER_ARGUMENTS, args);
  checkName(issues, name, settings);
  const capacity = checkCapacity(issues, settings.capacity);
  issues.check("containerInsights", settings.containerInsights, oneOf(["enhanced", "enabled", "disabled"]));
  if (settings.serviceConnectNamespace !== undefined)
    issues.check("serviceConnectNamespace", settings.serviceConnectNamespace, namespaceName);
  const checked = {
    ...settings,
    ...capacity,
    exec: checkExecLogging(issues, settings.execLogging),
    storageKmsKeyArn: issues.checkOptionalInput("storageKmsKeyArn", settings.storageKmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, childrenOf(checked));
  issues.throwIfAny();
  return checked;
}

function childrenOf({ ec2, managedInstances, exec, serviceConnectNamespace }: CheckedEcsCluster): string[] {
  return [
    ...["cluster", "capacity-providers"],
    ...(exec ? ["exec-logs"] : []),
    ...(serviceConnectNamespace === undefined ? [] : ["namespace"]),
    ...(ec2 ? EC2_CAPACITY_CHILDREN : []),
    ...(managedInstances ? MANAGED_INSTANCES_CHILDREN : []),
  ];
}

/** Checks `clusterName`, and the component name, which the generated names of children begin with. */
function checkName(issues: ArgumentIssues, name: string, settings: EcsClusterSettings): void {
  if (settings.clusterName !== undefined) issues.check("clusterName", settings.clusterName, clusterName);
  if (typeof settings.capacity === "object") {
    // The longest name among the roles.
    const noun = "managedInstances" in settings.capacity ? INFRASTRUCTURE_ROLE : INSTANCE_ROLE;
    const limit = { noun, resource: "an IAM role", maxCharacters: MAX_ROLE_NAME_CHARACTERS };
    if (checkNameLength(issues, name, limit)) issues.check("name", name, capacityProviderName);
  } else if (settings.clusterName === undefined) {
    const limit = { noun: "cluster", resource: "an ECS cluster", maxCharacters: 255 };
    if (checkNameLength(issues, name, limit)) issues.check("name", name, clusterName);
  }
}

function checkCapacity(
  issues: ArgumentIssues,
  capacity: EcsCapacity,
): Pick<CheckedEcsCluster, "ec2" | "managedInstances"> {
  const none = { ec2: undefined, managedInstances: undefined };
  if (typeof capacity === "string") {
    const detail = oneOf(["fargate", "fargateSpot"])(capacity);
    if (detail !== undefined)
      issues.add("capacity", capacity, {
        remedy: "For EC2 instances, use { ec2: … } or { managedInstances: … }.",
        ...detail,
      });
    return none;
  }
  if (!issues.checkNames("capacity", capacity, ["ec2", "managedInstances"])) return none;
  if (Object.keys(capacity).length !== 1) {
    const statement = "expected exactly one of ec2 and managedInstances";
    issues.add("capacity", capacity, { code: "conflict", statement, remedy: "Create one cluster for each." });
    return none;
  }
  if ("ec2" in capacity) return { ...none, ec2: checkEc2Capacity(issues, capacity.ec2) };
  checkManagedInstances(issues, capacity.managedInstances);
  return { ...none, managedInstances: capacity.managedInstances };
}

function checkExecLogging(issues: ArgumentIssues, logging: false | EcsExecLoggingArgs): CheckedExecLogging | undefined {
  if (logging === false) return undefined;
  if (typeof (logging as unknown) === "boolean") {
    issues.add("execLogging", logging, expected("wrong-type", "false or an object", "Use {} for the defaults."));
    return undefined;
  }
  if (!issues.checkNames("execLogging", logging, ["retentionDays", "kmsKeyArn"])) return undefined;
  const { retentionDays = DEFAULT_EXEC_RETENTION_DAYS } = definedProperties(logging);
  issues.check("execLogging.retentionDays", retentionDays, logRetentionDays);
  const key = issues.checkOptionalInput("execLogging.kmsKeyArn", logging.kmsKeyArn, kmsKeyArn);
  return { retentionDays, ...(key !== undefined && { kmsKeyArn: key }) };
}
