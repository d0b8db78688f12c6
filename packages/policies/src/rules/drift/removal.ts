import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { forcedDeletions, finalSnapshots, statefulResources } from "../../views/stateful-resources";

const bucket = "aws:s3/bucket:Bucket";
const database = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const repository = "aws:ecr/repository:Repository";

export const storesProtected = defineViewRule({
  id: "stores-protected",
  title: "What holds data, keys or identities is not deleted or replaced by mistake",
  severity: "medium",
  topic: "drift",
  on: statefulResources,
  why: "A renamed resource, a moved file or a property that only a replacement changes deletes it, and what it held is gone.",
  remedy: "Give it { protect: true }, or set the deletion protection of its service.",
  check: (store, { resource }) =>
    resource.protect !== true &&
    !store.isGuarded && { at: store.guard ?? "", message: "nothing keeps it from being deleted" },
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
  title: "Nothing deletes its contents with itself",
  severity: "medium",
  topic: "drift",
  on: forcedDeletions,
  why: "AWS refuses to delete what is not empty, which is the last chance to notice a mistake; this setting takes it away.",
  remedy: "Drop forceDestroy (of a repository, forceDelete), and empty it by hand when it really has to go.",
  check: (disposal) => disposal.isTotal && { at: disposal.at, message: "the contents are deleted, too" },
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
  title: "A database that is deleted leaves a snapshot",
  severity: "medium",
  topic: "drift",
  on: finalSnapshots,
  why: "A replacement deletes the old database: without a last snapshot its automatic backups go with it.",
  remedy: 'Drop skipFinalSnapshot, and set finalSnapshotIdentifier: "main-final".',
  check: (disposal) => disposal.isTotal && { at: disposal.at, message: "no snapshot is left" },
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
  title: "A secret that is deleted can be restored for some days",
  severity: "medium",
  topic: "drift",
  on: "aws:secretsmanager/secret:Secret",
  why: "Without the window a replacement destroys the value at once, with nothing to restore it from.",
  remedy: "Drop recoveryWindowInDays: 0; the default is 30 days.",
  check: ({ recoveryWindowInDays }) => recoveryWindowInDays === 0 && "the secret is destroyed at once",
  examples: { pass: [{}, { recoveryWindowInDays: 7 }], fail: [{ recoveryWindowInDays: 0 }] },
});
