import { findTypeFacts, protectionStrength, type DataProtection, type ProtectionEffect } from "@roadbed/plan/facts";
import { defineChangeRule, type ChangeIssue } from "../../authoring/define-change-rule";
import { examplePlan } from "../../authoring/example-plan";
import type { Change } from "../../changes/change";
import type { PlannedChanges } from "../../changes/planned-changes";

const database = "aws:rds/instance:Instance";
const bucket = "aws:s3/bucket:Bucket";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";
const key = "aws:kms/key:Key";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";

/** Returns an issue for each protection with one of the given effects that a change weakens. */
function weakened(
  changes: PlannedChanges,
  effects: readonly ProtectionEffect[],
  applies: (change: Change) => boolean,
  message: (protection: DataProtection) => string,
): readonly ChangeIssue[] {
  return changes.with("update", "replace").flatMap((change) => {
    const { before, after, type } = change;
    if (before === undefined || after === undefined || !applies(change)) return [];
    return (findTypeFacts(type)?.protectedBy ?? [])
      .filter(({ effect }) => effects.includes(effect))
      .flatMap((protection): readonly ChangeIssue[] => {
        const strength = protectionStrength(protection, before.inputs);
        const remaining = protectionStrength(protection, after.inputs);
        if (strength === undefined || remaining === undefined || remaining >= strength) return [];
        return [{ change, at: protection.property, message: message(protection) }];
      });
  });
}

const isStateful = ({ type }: Change): boolean => findTypeFacts(type)?.stateful === true;
const isLogGroup = ({ type }: Change): boolean => type === logGroup;

/** Returns an issue for each stateful resource that loses a resource option. */
function lostOptions(
  changes: PlannedChanges,
  option: "protect" | "retainOnDelete",
  message: string,
): readonly ChangeIssue[] {
  return changes
    .with("same", "update", "replace")
    .filter((change) => isStateful(change))
    .filter(({ before, after }) => before?.options[option] === true && after?.options[option] !== true)
    .map((change) => ({ change, message }));
}

export const protectionRemoved = defineChangeRule({
  id: "protection-removed",
  title: "Stateful resources keep their protection from deletion",
  severity: "high",
  blocks: "always",
  why: "Protection is usually removed to delete or replace the resource in the next deployment. After that, nothing stops a mistake.",
  remedy: "Keep the protection. If the resource will be deleted, approve the removal of the protection.",
  check: (changes) => [
    ...lostOptions(changes, "protect", "the option protect is removed"),
    ...lostOptions(changes, "retainOnDelete", "the option retainOnDelete is removed"),
    ...weakened(
      changes,
      ["blocks-deletion", "retains-resource"],
      (change) => isStateful(change) || (findTypeFacts(change.type)?.protectedBy.length ?? 0) > 0,
      ({ effect }) =>
        effect === "blocks-deletion" ? "deletion protection is disabled" : "a deletion no longer keeps the resource",
    ),
  ],
  examples: {
    pass: [
      {
        before: examplePlan({ main: [database, { deletionProtection: false }] }),
        after: examplePlan({ main: [database, { deletionProtection: true }] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ main: [database, { deletionProtection: true }] }),
        after: examplePlan({ main: [database, { deletionProtection: false }] }),
      },
      {
        before: examplePlan({ main: [database, {}, { options: { protect: true } }] }),
        after: examplePlan({ main: [database, {}] }),
      },
    ],
  },
});

/** Resources that turn on backups or versions of another resource. */
const BACKUP_TYPES: readonly string[] = [
  "aws:backup/plan:Plan",
  "aws:backup/selection:Selection",
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:dlm/lifecyclePolicy:LifecyclePolicy",
  "aws:efs/backupPolicy:BackupPolicy",
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  versioning,
];

export const backupsReduced = defineChangeRule({
  id: "backups-reduced",
  title: "Backups, versions, and recovery windows are not reduced",
  severity: "high",
  blocks: "always",
  why: "AWS deletes backups and versions that are no longer retained, usually within a day. A mistake that is noticed later cannot be undone.",
  remedy: "Keep the former setting. If the reduction is intended, approve it.",
  check: (changes) => [
    ...weakened(
      changes,
      ["keeps-history", "keeps-backup", "delays-deletion"],
      (change) => !isLogGroup(change),
      ({ effect }) =>
        effect === "delays-deletion" ? "the recovery window is shortened" : "backups or versions are reduced",
    ),
    ...changes
      .with("delete")
      .filter(({ type }) => BACKUP_TYPES.includes(type))
      .filter(({ before }) => !isDeletedToo(changes, before?.propertyDependencies ?? {}))
      .map((change) => ({ change, message: "the resource that enables backups or versions is deleted" })),
  ],
  examples: {
    pass: [
      {
        before: examplePlan({ main: [database, { backupRetentionPeriod: 7 }] }),
        after: examplePlan({ main: [database, { backupRetentionPeriod: 14 }] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ main: [database, { backupRetentionPeriod: 14 }] }),
        after: examplePlan({ main: [database, { backupRetentionPeriod: 7 }] }),
      },
      {
        before: examplePlan({ main: [key, { deletionWindowInDays: 30 }] }),
        after: examplePlan({ main: [key, { deletionWindowInDays: 7 }] }),
      },
      {
        before: examplePlan({ v: [versioning, { versioningConfiguration: { status: "Enabled" } }] }),
        after: examplePlan({}),
      },
    ],
  },
});

/** Whether a resource that a deleted resource refers to is deleted as well, such as the bucket of a versioning. */
const isDeletedToo = (changes: PlannedChanges, sources: Readonly<Record<string, readonly string[]>>): boolean =>
  Object.values(sources)
    .flat()
    .some((urn) => changes.of(urn)?.operation === "delete");

export const logRetentionShortened = defineChangeRule({
  id: "log-retention-shortened",
  title: "Log groups keep their retention time",
  severity: "medium",
  blocks: "strict",
  types: [logGroup],
  why: "CloudWatch deletes log events that are older than the retention time, including the logs that an investigation or an audit needs.",
  remedy: "Keep the former retention time, or export the older log events to S3 before.",
  check: (changes) =>
    weakened(changes, ["keeps-history"], isLogGroup, () => "older log events are deleted after the deployment"),
  examples: {
    pass: [
      {
        before: examplePlan({ app: [logGroup, { retentionInDays: 30 }] }),
        after: examplePlan({ app: [logGroup, { retentionInDays: 0 }] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ app: [logGroup, { retentionInDays: 365 }] }),
        after: examplePlan({ app: [logGroup, { retentionInDays: 30 }] }),
      },
      {
        before: examplePlan({ app: [logGroup, {}] }),
        after: examplePlan({ app: [logGroup, { retentionInDays: 30 }] }),
      },
    ],
  },
});

export const forcedDeletionEnabled = defineChangeRule({
  id: "forced-deletion-enabled",
  title: "Settings that delete a resource with its contents are not turned on",
  severity: "medium",
  blocks: "strict",
  why: "AWS refuses to delete resources that are not empty, which is the last safeguard against a mistake. forceDestroy and similar settings remove this safeguard.",
  remedy: "Remove the setting. To delete the resource, empty it by hand.",
  check: (changes) =>
    weakened(
      changes,
      ["blocks-deletion-unless-empty"],
      () => true,
      () => "a deletion now also deletes the contents of the resource",
    ),
  examples: {
    pass: [
      {
        before: examplePlan({ files: [bucket, { forceDestroy: true }] }),
        after: examplePlan({ files: [bucket, {}] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ files: [bucket, {}] }),
        after: examplePlan({ files: [bucket, { forceDestroy: true }] }),
      },
    ],
  },
});

const persistentVolume = "kubernetes:core/v1:PersistentVolume";
const storageClass = "kubernetes:storage.k8s.io/v1:StorageClass";

/** Where Kubernetes objects state what happens to a volume after its claim is deleted, and the value that applies by default. */
const RECLAIM_POLICIES: Readonly<Record<string, readonly [path: readonly string[], defaultValue: string]>> = {
  [persistentVolume]: [["spec", "persistentVolumeReclaimPolicy"], "Retain"],
  [storageClass]: [["reclaimPolicy"], "Delete"],
};

export const reclaimPolicyWeakened = defineChangeRule({
  id: "reclaim-policy-weakened",
  title: "Kubernetes volumes keep the reclaim policy Retain",
  severity: "medium",
  blocks: "strict",
  types: [persistentVolume, storageClass],
  why: "With the reclaim policy Delete, Kubernetes deletes a volume and its data when the claim is deleted.",
  remedy: 'Keep reclaimPolicy: "Retain", and delete volumes by hand.',
  check: (changes) =>
    changes.with("update", "replace").map((change) => {
      const [path, defaultValue] = RECLAIM_POLICIES[change.type] ?? [];
      if (path === undefined || change.before === undefined || change.after === undefined) return false;
      const policyOf = (inputs: unknown): unknown =>
        path.reduce<unknown>(
          (value, name) =>
            typeof value === "object" && value !== null
              ? (value as Readonly<Record<string, unknown>>)[name]
              : undefined,
          inputs,
        ) ?? defaultValue;
      const isWeaker = policyOf(change.before.inputs) === "Retain" && policyOf(change.after.inputs) === "Delete";
      return isWeaker && { change, at: path.join("."), message: "volumes are deleted together with their claims" };
    }),
  examples: {
    pass: [
      {
        before: examplePlan({ fast: [storageClass, { provisioner: "ebs.csi.aws.com" }] }),
        after: examplePlan({ fast: [storageClass, { provisioner: "ebs.csi.aws.com", reclaimPolicy: "Retain" }] }),
      },
    ],
    fail: [
      {
        before: examplePlan({ fast: [storageClass, { provisioner: "ebs.csi.aws.com", reclaimPolicy: "Retain" }] }),
        after: examplePlan({ fast: [storageClass, { provisioner: "ebs.csi.aws.com" }] }),
      },
    ],
  },
});
