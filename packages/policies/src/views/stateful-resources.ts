import { defineView } from "../authoring/define-view";

/** A resource whose contents cannot be recreated. */
export interface StatefulResource {
  /** The property that enables the service's deletion protection, if the service has one. */
  readonly guard: string | undefined;
  readonly isGuarded: boolean;
}

const unguarded: StatefulResource = { guard: undefined, isGuarded: false };

const guarded = <P extends object>(props: P, guard: string & keyof P, enabled: unknown = true): StatefulResource => ({
  guard,
  get isGuarded() {
    return props[guard] === enabled;
  },
});

/** The resources that contain data, keys, or identities. */
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

/** A setting with which deleting the resource also deletes its data. */
export interface DeletionSetting {
  readonly at: string;
  readonly deletesData: boolean;
}

const deletionSetting = <P extends object>(
  props: P,
  at: string & keyof P,
  enabled: unknown = true,
): readonly DeletionSetting[] => [
  {
    at,
    get deletesData() {
      return props[at] === enabled;
    },
  },
];

/** The settings that delete the contents of a resource together with the resource. */
export const forcedDeletions = defineView<DeletionSetting>()({
  "aws:ecr/repository:Repository": (props) => deletionSetting(props, "forceDelete"),
  "aws:s3/bucket:Bucket": (props) => deletionSetting(props, "forceDestroy"),
  "aws:route53/zone:Zone": (props) => deletionSetting(props, "forceDestroy"),
  "aws:backup/vault:Vault": (props) => deletionSetting(props, "forceDestroy"),
  "aws:athena/workgroup:Workgroup": (props) => deletionSetting(props, "forceDestroy"),
});

/** The settings that skip the final snapshot of a database. */
export const finalSnapshots = defineView<DeletionSetting>()({
  "aws:docdb/cluster:Cluster": (props) => deletionSetting(props, "skipFinalSnapshot"),
  "aws:neptune/cluster:Cluster": (props) => deletionSetting(props, "skipFinalSnapshot"),
  "aws:rds/cluster:Cluster": (props) => deletionSetting(props, "skipFinalSnapshot"),
  "aws:rds/instance:Instance": (props) => deletionSetting(props, "skipFinalSnapshot"),
  "aws:redshift/cluster:Cluster": (props) => deletionSetting(props, "skipFinalSnapshot"),
});
