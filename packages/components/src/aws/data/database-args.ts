import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { VpcLike } from "../network/existing-vpc";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";

/**
 * Where a database runs:
 *
 * - `{ serverless }`: Aurora PostgreSQL, whose instances grow and shrink with the load.
 * - `{ instance }`: RDS for PostgreSQL on a DB instance of a fixed size.
 */
export type DatabaseCapacity =
  | { readonly serverless: DatabaseServerlessArgs }
  | { readonly instance: DatabaseInstanceArgs };

/** Aurora Serverless v2. One Aurora capacity unit (ACU) has about 2 GiB of memory and costs about $0.12 per hour. */
export interface DatabaseServerlessArgs {
  /**
   * The minimum number of ACUs of each instance, from 0 to 256 in steps of 0.5. With 0, an idle instance pauses, and the first
   * connection after that waits for about 15 seconds.
   *
   * @default 0.5
   */
  readonly minAcu?: number;
  /**
   * The maximum number of ACUs of each instance, from 1 to 256 in steps of 0.5.
   *
   * @default 4
   */
  readonly maxAcu?: number;
  /**
   * The number of instances, from 1 to 16: a writer, and readers that can replace it. With one instance, the database is not
   * available while Aurora replaces it.
   *
   * @default 2; 1 in the development profile
   */
  readonly instances?: number;
}

/** A DB instance of RDS for PostgreSQL. */
export interface DatabaseInstanceArgs {
  /** The class of the instance: `"db.t4g.medium"`. */
  readonly instanceClass: pulumi.Input<string>;
  /**
   * The size of the storage in GiB, from 20 to 65536. It cannot be reduced.
   *
   * @default 20
   */
  readonly storageGiB?: number;
  /**
   * The size to which RDS extends the storage by itself, in GiB.
   *
   * @default five times `storageGiB`
   */
  readonly maxStorageGiB?: number;
  /**
   * Whether a standby instance in another zone replaces the instance if it fails.
   *
   * @default true; false in the development profile
   */
  readonly multiAz?: boolean;
}

/** Arguments of a Database. */
export interface DatabaseArgs extends AwsComponentArgs {
  /** The network. The database is placed in its isolated subnets, or in its private subnets if there are no isolated ones. */
  readonly network: VpcLike;
  /**
   * The version of PostgreSQL: a major version such as `"17"`, with which AWS installs minor versions during the maintenance
   * window, or a minor version such as `"17.5"`.
   */
  readonly engineVersion: string;
  /**
   * Where the database runs. Changing between `serverless` and `instance` replaces the database.
   *
   * @default { serverless: { minAcu: 0.5, maxAcu: 4, instances: 2 } }
   */
  readonly capacity?: DatabaseCapacity;
  /**
   * The identifier of the database in AWS: up to 63 lowercase letters, digits, and hyphens. Changing it replaces the database.
   *
   * @default the names of the project, the stack, and the component, joined by hyphens
   */
  readonly identifier?: string;
  /**
   * The name of the database that is created in the server. Changing it replaces the database.
   *
   * @default "app"
   */
  readonly databaseName?: string;
  /**
   * The name of the user who owns the database. Secrets Manager generates and rotates the password. Changing it replaces the
   * database.
   *
   * @default "owner"
   */
  readonly masterUsername?: string;
  /**
   * The number of days for which AWS keeps backups, from 1 to 35. The database can be restored to any second of this period.
   *
   * @default 14; 1 in the development profile
   */
  readonly backupRetentionDays?: number;
  /**
   * Parameters of PostgreSQL by name: `{ log_min_duration_statement: "1000" }`. Static parameters take effect after a restart.
   *
   * @default { "rds.force_ssl": "1" }, which rejects connections without TLS
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * The number of days after which the log of PostgreSQL is deleted.
   *
   * @default 30; 7 in the development profile
   */
  readonly logRetentionDays?: number;
  /**
   * The ARN of a KMS key that encrypts the storage, the backups, and the password. Changing it replaces the database.
   *
   * @default the keys `aws/rds` and `aws/secretsmanager`
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** The arguments of a Database that have default values. */
export type DatabaseDefaults = Required<
  Pick<
    DatabaseArgs,
    | "protection"
    | "capacity"
    | "databaseName"
    | "masterUsername"
    | "backupRetentionDays"
    | "parameters"
    | "logRetentionDays"
  >
>;

/** The default arguments of a Database in each profile. */
export const DATABASE_DEFAULTS: ProfileDefaults<DatabaseDefaults> = defineDefaults<DatabaseDefaults>(
  {
    protection: true,
    capacity: { serverless: { minAcu: 0.5, maxAcu: 4, instances: 2 } },
    databaseName: "app",
    masterUsername: "owner",
    backupRetentionDays: 14,
    parameters: {},
    logRetentionDays: 30,
  },
  {
    protection: false,
    capacity: { serverless: { minAcu: 0.5, maxAcu: 4, instances: 1 } },
    backupRetentionDays: 1,
    logRetentionDays: 7,
  },
);

/** The names of the arguments. */
export const DATABASE_ARGUMENTS: Readonly<Record<keyof DatabaseArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  network: true,
  engineVersion: true,
  capacity: true,
  identifier: true,
  databaseName: true,
  masterUsername: true,
  backupRetentionDays: true,
  parameters: true,
  logRetentionDays: true,
  kmsKeyArn: true,
};
