import { integerOption } from "../authoring/option-builders";
import { defineRule } from "../authoring/define-rule";

/** Clusters that AWS builds alike, on the storage of Aurora. */
type ClusterType = "aws:docdb/cluster:Cluster" | "aws:neptune/cluster:Cluster";

interface Clusters {
  readonly on: ClusterType;
  /** What the rules' ids begin with. */
  readonly prefix: string;
  /** As their titles name them. */
  readonly service: string;
}

/** A rule that clusters are backed up for long enough. @param control of AWS Foundational Security Best Practices */
export const backupsRule = ({ on, prefix, service }: Clusters, control: string) =>
  defineRule({
    id: `${prefix}-backups`,
    title: `Clusters of ${service} are backed up for long enough`,
    severity: "medium",
    topic: "reliability",
    controls: { "aws-fsbp": [control] },
    on,
    options: {
      minimumDays: integerOption(7, "Days for which backups are kept at least.", { minimum: 1, maximum: 35 }),
    },
    why: "A mistake that is noticed after a weekend can no longer be undone.",
    remedy: "Set backupRetentionPeriod: 7, or more, up to 35 days; left out, it is 1.",
    check: ({ backupRetentionPeriod = 1 }, { options }) =>
      backupRetentionPeriod < options.minimumDays && "backups are kept too briefly",
    fix: (_, { options }) => ({ backupRetentionPeriod: options.minimumDays }),
    examples: { pass: [{ backupRetentionPeriod: 7 }], fail: [{}, { backupRetentionPeriod: 6 }] },
  });

/** A rule that clusters cannot be deleted by mistake. @param control of AWS Foundational Security Best Practices */
export const deleteProtectionRule = ({ on, prefix, service }: Clusters, control: string) =>
  defineRule({
    id: `${prefix}-delete-protection`,
    title: `Clusters of ${service} cannot be deleted by mistake`,
    severity: "medium",
    topic: "reliability",
    controls: { "aws-fsbp": [control] },
    on,
    why: "A renamed resource or a wrong stack deletes the cluster, its automated backups with it.",
    remedy: "Set deletionProtection: true.",
    check: ({ deletionProtection }) => deletionProtection !== true && "the cluster can be deleted",
    fix: { deletionProtection: true },
    examples: { pass: [{ deletionProtection: true }], fail: [{}, { deletionProtection: false }] },
  });
