import { integerOption } from "../authoring/option-builders";
import { allInputs, createResourceRule, toExample } from "../authoring/define-rule";
import type { OptionValues } from "../model/rule-options";

/** Cluster types with the same backup and deletion protection properties. */
type ClusterType = "aws:docdb/cluster:Cluster" | "aws:neptune/cluster:Cluster";

/** The types of global clusters by the type of their members. */
const GLOBAL_CLUSTERS = {
  "aws:docdb/cluster:Cluster": "aws:docdb/globalCluster:GlobalCluster",
  "aws:neptune/cluster:Cluster": "aws:neptune/globalCluster:GlobalCluster",
} as const satisfies Record<ClusterType, string>;

/** The other types of the service that have the same property for backups. */
const WITH_SAME_BACKUPS = {
  "aws:docdb/cluster:Cluster": ["aws:docdb/elasticCluster:ElasticCluster"],
  "aws:neptune/cluster:Cluster": [],
} as const satisfies Record<ClusterType, readonly string[]>;

interface BackedUpCluster {
  readonly backupRetentionPeriod?: number;
}

interface ProtectedCluster {
  readonly deletionProtection?: boolean;
}

interface Clusters {
  readonly on: ClusterType;
  /** The prefix of the rule IDs. */
  readonly prefix: string;
  /** The service name that the rule titles start with. */
  readonly service: string;
}

/**
 * Creates a rule that requires a minimum backup retention period.
 *
 * @param control - the control of AWS Foundational Security Best Practices
 */
export const backupsRule = ({ on, prefix, service }: Clusters, control: string) => {
  const types = [on, ...WITH_SAME_BACKUPS[on]];
  const options = { minimumDays: integerOption(7, "Minimum backup retention in days.", { minimum: 1, maximum: 35 }) };
  return createResourceRule({
    id: `${prefix}-backups`,
    title: `${service} clusters meet the minimum backup retention period`,
    severity: "medium",
    topic: "reliability",
    controls: { "aws-fsbp": [control] },
    readers: Object.fromEntries(types.map((type) => [type, allInputs])),
    options,
    why: "A mistake that is noticed after the retention period cannot be undone.",
    remedy: "Set backupRetentionPeriod: 7 or more, up to 35 days. The default is 1.",
    check: (props, context) =>
      ((props as BackedUpCluster).backupRetentionPeriod ?? 1) < minimumDays(context) &&
      "the backup retention period is too short",
    fix: (_: unknown, context: RetentionContext) => ({ backupRetentionPeriod: minimumDays(context) }),
    examples: () => ({
      pass: types.map((type) => toExample(type, { backupRetentionPeriod: 7 })),
      fail: types.flatMap((type) => [toExample(type, {}), toExample(type, { backupRetentionPeriod: 6 })]),
    }),
  });
};

interface RetentionContext {
  readonly options: OptionValues;
}

const minimumDays = ({ options }: RetentionContext): number => Number(options.minimumDays);

/**
 * Creates a rule that requires deletion protection.
 *
 * @param control - the control of AWS Foundational Security Best Practices
 */
export const deleteProtectionRule = ({ on, prefix, service }: Clusters, control: string) => {
  const global = GLOBAL_CLUSTERS[on];
  return createResourceRule({
    id: `${prefix}-delete-protection`,
    title: `${service} clusters and global clusters have deletion protection enabled`,
    severity: "medium",
    topic: "reliability",
    controls: { "aws-fsbp": [control] },
    readers: { [on]: allInputs, [global]: allInputs },
    why: "Renaming a resource or selecting the wrong stack can delete the cluster together with its automated backups.",
    remedy: "Set deletionProtection: true.",
    check: (props) => (props as ProtectedCluster).deletionProtection !== true && "deletion protection is not enabled",
    fix: { deletionProtection: true },
    examples: () => ({
      pass: [on, global].map((type) => toExample(type, { deletionProtection: true })),
      fail: [on, global].flatMap((type) => [toExample(type, {}), toExample(type, { deletionProtection: false })]),
    }),
  });
};
