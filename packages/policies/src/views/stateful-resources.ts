import { defineView } from "../authoring/define-view";

/** Something that holds what cannot be made again. */
export interface StatefulResource {
  /** Its own setting against deletion. */
  readonly guard: string | undefined;
  readonly isGuarded: boolean;
}

const unguarded: StatefulResource = { guard: undefined, isGuarded: false };

const guarded = <P extends object>(props: P, guard: string & keyof P, on: unknown = true): StatefulResource => ({
  guard,
  get isGuarded() {
    return props[guard] === on;
  },
});

/** What holds data, keys and identities. */
export const statefulResources = defineView<StatefulResource>()({
  "aws:cognito/userPool:UserPool": (props) => [guarded(props, "deletionProtection", "ACTIVE")],
  "aws:docdb/cluster:Cluster": (props) => [guarded(props, "deletionProtection")],
  "aws:dynamodb/table:Table": (props) => [guarded(props, "deletionProtectionEnabled")],
  "aws:ecr/repository:Repository": () => [unguarded],
  "aws:efs/fileSystem:FileSystem": () => [unguarded],
  "aws:eks/cluster:Cluster": (props) => [guarded(props, "deletionProtection")],
  "aws:kms/key:Key": () => [unguarded],
  "aws:neptune/cluster:Cluster": (props) => [guarded(props, "deletionProtection")],
  "aws:rds/cluster:Cluster": (props) => [guarded(props, "deletionProtection")],
  "aws:rds/instance:Instance": (props) => [guarded(props, "deletionProtection")],
  "aws:route53/zone:Zone": () => [unguarded],
  "aws:s3/bucket:Bucket": () => [unguarded],
});

/** A setting that lets a deletion take data along. */
export interface DeletionSetting {
  readonly at: string;
  readonly isTotal: boolean;
}

const disposal = <P extends object>(
  props: P,
  at: string & keyof P,
  total: unknown = true,
): readonly DeletionSetting[] => [
  {
    at,
    get isTotal() {
      return props[at] === total;
    },
  },
];

/** What can be told to delete its contents with itself. */
export const forcedDeletions = defineView<DeletionSetting>()({
  "aws:ecr/repository:Repository": (props) => disposal(props, "forceDelete"),
  "aws:s3/bucket:Bucket": (props) => disposal(props, "forceDestroy"),
  "aws:route53/zone:Zone": (props) => disposal(props, "forceDestroy"),
  "aws:backup/vault:Vault": (props) => disposal(props, "forceDestroy"),
  "aws:athena/workgroup:Workgroup": (props) => disposal(props, "forceDestroy"),
});

/** What can be told to leave no snapshot behind. */
export const finalSnapshots = defineView<DeletionSetting>()({
  "aws:docdb/cluster:Cluster": (props) => disposal(props, "skipFinalSnapshot"),
  "aws:neptune/cluster:Cluster": (props) => disposal(props, "skipFinalSnapshot"),
  "aws:rds/cluster:Cluster": (props) => disposal(props, "skipFinalSnapshot"),
  "aws:rds/instance:Instance": (props) => disposal(props, "skipFinalSnapshot"),
  "aws:redshift/cluster:Cluster": (props) => disposal(props, "skipFinalSnapshot"),
});
