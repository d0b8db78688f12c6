import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { forcedDeletions, finalSnapshots, statefulResources } from "../../views/stateful-resources";

const bucket = "aws:s3/bucket:Bucket";
const database = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const repository = "aws:ecr/repository:Repository";

export const storesProtected = defineViewRule({
  id: "stores-protected",
  title: "Stateful AWS resources are protected from accidental deletion",
  severity: "medium",
  topic: "drift",
  on: statefulResources,
  why: "Renaming the resource, changing its parent, or changing a property that forces replacement can delete the resource together with its data.",
  remedy: "Set the resource option protect: true, or enable the service's deletion protection.",
  check: (stateful, { resource }) =>
    resource.protect !== true &&
    !stateful.isGuarded && { at: stateful.guard ?? "", message: "deletion protection is not enabled" },
  examples: {
    pass: [
      [database, { deletionProtection: true }],
      ["aws:cognito/userPool:UserPool", { deletionProtection: "ACTIVE" }],
    ],
    fail: [
      [database, {}],
      ["aws:cognito/userPool:UserPool", { deletionProtection: "INACTIVE" }],
      ["aws:dynamodb/table:Table", { deletionProtectionEnabled: false }],
    ],
  },
});

export const storesNotEmptied = defineViewRule({
  id: "stores-not-emptied",
  title: "AWS resources do not enable forceDestroy or forceDelete",
  severity: "medium",
  topic: "drift",
  on: forcedDeletions,
  why: "AWS refuses to delete resources that are not empty, which is the last safeguard against a mistake. These settings remove this safeguard.",
  remedy:
    "Remove forceDestroy: true (forceDelete: true on repositories), and empty the resource manually before you delete it.",
  check: (setting) => setting.deletesData && { at: setting.at, message: "the contents are deleted with the resource" },
  examples: {
    pass: [
      [bucket, {}],
      [repository, { forceDelete: false }],
    ],
    fail: [
      [bucket, { forceDestroy: true }],
      [repository, { forceDelete: true }],
    ],
  },
});

export const databaseFinalSnapshot = defineViewRule({
  id: "database-final-snapshot",
  title: "RDS, DocumentDB, Neptune, and Redshift databases create a final snapshot on deletion",
  severity: "medium",
  topic: "drift",
  on: finalSnapshots,
  why: "A replacement deletes the old database and its automated backups. Without a final snapshot, the data is lost.",
  remedy: 'Remove skipFinalSnapshot: true, and set finalSnapshotIdentifier: "main-final".',
  check: (setting) => setting.deletesData && { at: setting.at, message: "no final snapshot is created" },
  examples: {
    pass: [
      [database, { finalSnapshotIdentifier: "main-final" }],
      [cluster, { skipFinalSnapshot: false, finalSnapshotIdentifier: "main-final" }],
    ],
    fail: [
      [database, { skipFinalSnapshot: true }],
      [cluster, { skipFinalSnapshot: true }],
    ],
  },
});

export const secretRecoverable = defineRule({
  id: "secret-recoverable",
  title: "Secrets Manager secrets have a recovery window",
  severity: "medium",
  topic: "drift",
  on: "aws:secretsmanager/secret:Secret",
  why: "Without a recovery window, a replacement destroys the value immediately and irrecoverably.",
  remedy: "Remove recoveryWindowInDays: 0. The default is 30 days.",
  check: ({ recoveryWindowInDays }) => recoveryWindowInDays === 0 && "the recovery window is disabled",
  examples: { pass: [{}, { recoveryWindowInDays: 7 }], fail: [{ recoveryWindowInDays: 0 }] },
});
