import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, isPlainValue, type Check } from "../../shared/argument-issues";
import { booleanValue, expected, integerBetween, matching, plainObject } from "../../shared/checks";
import { checkAdoption, definedProperties, profileOf, withDefaults } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { kmsKeyArn } from "../shared/arn";
import type { VpcLike } from "../network/existing-vpc";
import { checkNetwork, checkRequiredSubnets } from "../network/network-checks";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { logRetentionDays } from "../shared/log-retention";
import { MAX_ROLE_NAME_CHARACTERS, serviceRoleChildren } from "../shared/service-role";
import {
  DATABASE_ARGUMENTS,
  DATABASE_DEFAULTS,
  type DatabaseArgs,
  type DatabaseDefaults,
  type DatabaseInstanceArgs,
  type DatabaseServerlessArgs,
} from "./database-args";

/** The name of the role for enhanced monitoring, which has the shortest limit among the names of the children. */
export const MONITORING_ROLE = "monitoring-role";

/** Instances of Aurora with their defaults. */
export type ServerlessSettings = Required<DatabaseServerlessArgs>;
/** A DB instance with its defaults. */
export type InstanceSettings = Required<DatabaseInstanceArgs>;

/** The settings of a cluster or of a DB instance. */
export type ServerSettings = { readonly serverless: ServerlessSettings } | { readonly instance: InstanceSettings };

/** The checked arguments of a Database with all defaults. */
export interface DatabaseSettings extends Omit<DatabaseArgs, keyof DatabaseDefaults>, DatabaseDefaults {
  readonly identifier: string;
  readonly server: ServerSettings;
  /** Whether AWS creates a snapshot before it deletes the database. */
  readonly finalSnapshot: boolean;
}

const MIN_STORAGE_GIB = 20;
const MAX_STORAGE_GIB = 65_536;
const MAX_ACU = 256;
const MAX_INSTANCES = 16;

const engineVersion = matching(
  /^\d{2}(\.\d{1,2})?$/,
  "a version of PostgreSQL",
  'Use a major version such as "17", or a minor version such as "17.5".',
);
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
const identifier = matching(
  /^(?=.{1,63}$)[a-z](-?[a-z0-9])*$/,
  "the identifier of a database",
  "Use up to 63 lowercase letters, digits, and single hyphens, beginning with a letter.",
);
const sqlName = (what: string, reserved: readonly string[]): Check<unknown> => {
  const format = matching(/^[a-z_][a-z0-9_]{0,62}$/, what, "Use up to 63 lowercase letters, digits, and underscores.");
  return (value) =>
    typeof value === "string" && reserved.includes(value)
      ? {
          code: "not-allowed",
          statement: (got) => `${got} is reserved by PostgreSQL or AWS`,
          remedy: "Use another name.",
        }
      : format(value);
};
const databaseName = sqlName("the name of a database", ["postgres", "rdsadmin", "template0", "template1"]);
const masterUsername = sqlName("the name of a user", ["admin", "rdsadmin", "rdsproxyadmin", "rds_superuser"]);
const instanceClass = matching(
  /^db\.[a-z0-9-]+\.[a-z0-9]+$/,
  "the class of a DB instance",
  'Example: "db.t4g.medium".',
);

/** Accepts multiples of 0.5. */
const acuBetween =
  (minimum: number): Check<unknown> =>
  (value) => {
    const what = `a number from ${minimum} to ${MAX_ACU} in steps of 0.5`;
    if (typeof value !== "number") return expected("wrong-type", what);
    return value >= minimum && value <= MAX_ACU && Number.isInteger(value * 2)
      ? undefined
      : expected("out-of-range", what);
  };

/**
 * Checks the arguments of a Database.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkDatabaseArgs(name: string, args: DatabaseArgs): DatabaseSettings {
  const issues = new ArgumentIssues("Database", name);
  const settings = withDefaults(issues, DATABASE_DEFAULTS, DATABASE_ARGUMENTS, args);
  checkDatabaseNetwork(issues, settings.network);
  issues.check("engineVersion", settings.engineVersion, engineVersion);
  const server = checkCapacity(issues, settings);
  issues.check("databaseName", settings.databaseName, databaseName);
  issues.check("masterUsername", settings.masterUsername, masterUsername);
  issues.check("backupRetentionDays", settings.backupRetentionDays, integerBetween(1, 35));
  issues.check("logRetentionDays", settings.logRetentionDays, logRetentionDays);
  checkParameters(issues, settings.parameters);
  const checked = {
    ...settings,
    server,
    finalSnapshot: profileOf(settings) === "production",
    identifier: checkIdentifier(issues, name, settings.identifier),
    kmsKeyArn: issues.checkOptionalInput("kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, childrenOf(checked));
  issues.throwIfAny();
  return checked;
}

function checkDatabaseNetwork(issues: ArgumentIssues, network: VpcLike): void {
  if (!checkNetwork(issues, "network", network)) return;
  checkRequiredSubnets(issues, "network", network, {
    subnets: usesIsolatedSubnets(network) ? "isolatedSubnetIds" : "privateSubnetIds",
    minimum: 2,
    reason: "RDS requires subnets in two Availability Zones, even for a single instance",
    remedy: "Use a network with subnets in at least two Availability Zones.",
  });
}

/** Whether a database is placed in the isolated subnets of a network, rather than in the private ones, as far as is known. */
function usesIsolatedSubnets({ isolatedSubnetIds = [] }: VpcLike): boolean {
  return !isPlainValue(isolatedSubnetIds) || isolatedSubnetIds.length > 0;
}

function childrenOf({ server }: Pick<DatabaseSettings, "server">): string[] {
  const instances = "serverless" in server ? ["cluster", ...instanceChildren(server.serverless)] : ["instance"];
  return [
    ...["security-group", "subnet-group", "parameter-group", "log"],
    ...serviceRoleChildren(MONITORING_ROLE, ["rds"]).filter((child) => child !== `${MONITORING_ROLE}-policy`),
    ...instances,
  ];
}

/** Returns the names of the instances of an Aurora cluster. Another number of instances does not rename any of them. */
export const instanceChildren = ({ instances }: ServerlessSettings): string[] =>
  Array.from({ length: Math.min(instances, MAX_INSTANCES) || 0 }, (_, index) => `instance-${index + 1}`);

function checkIdentifier(issues: ArgumentIssues, name: string, given: string | undefined): string {
  const limit = { noun: MONITORING_ROLE, resource: "an IAM role", maxCharacters: MAX_ROLE_NAME_CHARACTERS };
  if (checkNameLength(issues, name, limit)) issues.check("name", name, identifier);
  if (given !== undefined) {
    issues.check("identifier", given, identifier);
    return given;
  }
  const generated = [pulumi.getProject(), pulumi.getStack(), name]
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  const detail = identifier(generated);
  if (detail !== undefined)
    issues.add("identifier", generated, {
      ...detail,
      remedy: "Set identifier, because the generated one is not valid.",
    });
  return generated;
}

function checkCapacity(issues: ArgumentIssues, settings: DatabaseArgs & DatabaseDefaults): ServerSettings {
  const { capacity } = settings;
  const isDevelopment = profileOf(settings) === "development";
  const isObject = issues.check("capacity", capacity, plainObject("an object with serverless or instance"));
  if (!isObject || !issues.checkNames("capacity", capacity, ["serverless", "instance"]))
    return { serverless: serverlessDefaults(isDevelopment) };
  if (Object.keys(capacity).length !== 1) {
    const statement = "expected exactly one of serverless and instance";
    issues.add("capacity", capacity, { code: "conflict", statement, remedy: "Create one database for each." });
  }
  return "instance" in capacity
    ? { instance: checkInstance(issues, capacity.instance, isDevelopment) }
    : { serverless: checkServerless(issues, capacity.serverless, isDevelopment) };
}

const serverlessDefaults = (isDevelopment: boolean): ServerlessSettings => ({
  minAcu: 0.5,
  maxAcu: 4,
  instances: isDevelopment ? 1 : 2,
});

function checkServerless(
  issues: ArgumentIssues,
  serverless: DatabaseServerlessArgs,
  isDevelopment: boolean,
): ServerlessSettings {
  const path = "capacity.serverless";
  if (!issues.checkNames(path, serverless, ["minAcu", "maxAcu", "instances"])) return serverlessDefaults(isDevelopment);
  const settings = { ...serverlessDefaults(isDevelopment), ...definedProperties(serverless) };
  const { minAcu, maxAcu, instances } = settings;
  const boundsAreValid = [
    issues.check(`${path}.minAcu`, minAcu, acuBetween(0)),
    issues.check(`${path}.maxAcu`, maxAcu, acuBetween(1)),
  ].every(Boolean);
  if (boundsAreValid && minAcu > maxAcu)
    issues.add(`${path}.minAcu`, minAcu, { code: "conflict", statement: `is above maxAcu, which is ${maxAcu}` });
  issues.check(`${path}.instances`, instances, integerBetween(1, MAX_INSTANCES));
  return settings;
}

function checkInstance(
  issues: ArgumentIssues,
  instance: DatabaseInstanceArgs,
  isDevelopment: boolean,
): InstanceSettings {
  const path = "capacity.instance";
  const known = ["instanceClass", "storageGiB", "maxStorageGiB", "multiAz"];
  const isValid = issues.checkNames(path, instance, known);
  const { storageGiB = MIN_STORAGE_GIB, multiAz = !isDevelopment } = instance;
  const { maxStorageGiB = Math.min(5 * storageGiB, MAX_STORAGE_GIB) } = instance;
  if (!isValid) return { instanceClass: instance.instanceClass, storageGiB, maxStorageGiB, multiAz };
  const sizeIsValid = issues.check(`${path}.storageGiB`, storageGiB, integerBetween(MIN_STORAGE_GIB, MAX_STORAGE_GIB));
  const minimum = sizeIsValid ? storageGiB : MIN_STORAGE_GIB;
  if (instance.maxStorageGiB !== undefined)
    issues.check(`${path}.maxStorageGiB`, maxStorageGiB, integerBetween(minimum, MAX_STORAGE_GIB));
  issues.check(`${path}.multiAz`, multiAz, booleanValue);
  const checkedClass = issues.checkInput(`${path}.instanceClass`, instance.instanceClass, instanceClass);
  return { instanceClass: checkedClass, storageGiB, maxStorageGiB, multiAz };
}

function checkParameters(issues: ArgumentIssues, parameters: Readonly<Record<string, string>>): void {
  if (!issues.check("parameters", parameters, plainObject("an object of strings"))) return;
  for (const [name, value] of Object.entries(parameters))
    if (typeof (value as unknown) !== "string")
      issues.add(`parameters.${name}`, value, expected("wrong-type", "a string", "Write numbers as strings."));
}
