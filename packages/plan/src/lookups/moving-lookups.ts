import { isList, isProperties, type LookupSubject, type Properties, type Value } from "../model";

/** What a lookup finds, if the result changes over time although the program does not change. */
export interface MovingLookup {
  readonly subject: LookupSubject;
  /** The properties of the result that change. */
  readonly properties: readonly string[];
}

interface Definition extends MovingLookup {
  /** Whether the result changes over time with these arguments. */
  readonly moves: (args: Properties) => boolean;
}

const DB_SNAPSHOT = ["id", "dbSnapshotIdentifier", "dbSnapshotArn"];
const CLUSTER_SNAPSHOT = ["id", "dbClusterSnapshotIdentifier", "dbClusterSnapshotArn"];

/** The lookups whose results can change over time, by token. */
const DEFINITIONS: Readonly<Record<string, Definition>> = {
  "aws:ec2/getAmi:getAmi": {
    subject: "image",
    properties: ["id", "imageId", "arn", "name", "rootSnapshotId"],
    moves: (args) => args.mostRecent === true && !pinsImage(args),
  },
  "aws:ec2/getAmiIds:getAmiIds": {
    subject: "image",
    // The IDs are sorted by creation date.
    properties: ["ids"],
    moves: (args) => !pinsImage(args),
  },
  "aws:ssm/getParameter:getParameter": {
    subject: "image",
    properties: ["value", "insecureValue"],
    moves: ({ name }) => isLatestParameter(name),
  },
  "aws:ssm/getParametersByPath:getParametersByPath": {
    subject: "image",
    properties: ["values"],
    moves: ({ path }) => isLatestParameter(path),
  },
  "aws:ebs/getSnapshot:getSnapshot": {
    subject: "snapshot",
    properties: ["id", "snapshotId", "arn"],
    moves: (args) =>
      args.mostRecent === true && !isSet(args.snapshotIds) && !filterValues(args, "snapshot-id").some(isExact),
  },
  "aws:rds/getSnapshot:getSnapshot": {
    subject: "snapshot",
    properties: DB_SNAPSHOT,
    moves: ({ mostRecent, dbSnapshotIdentifier }) => mostRecent === true && !isSet(dbSnapshotIdentifier),
  },
  "aws:rds/getClusterSnapshot:getClusterSnapshot": {
    subject: "snapshot",
    properties: CLUSTER_SNAPSHOT,
    moves: ({ mostRecent, dbClusterSnapshotIdentifier }) => mostRecent === true && !isSet(dbClusterSnapshotIdentifier),
  },
  // The provider sorts the names. Local Zones that the account opts in to, such as us-west-2-lax-1a, come before the
  // Availability Zones, so that every index refers to another zone.
  "aws:index/getAvailabilityZones:getAvailabilityZones": {
    subject: "availability-zone",
    properties: ["names", "zoneIds"],
    moves: (args) => !excludesLocalZones(args),
  },
};

/** Returns what a lookup finds, or undefined if the result only changes when the program changes, or if that is not known. */
export function findMovingLookup(token: string, args: Properties): MovingLookup | undefined {
  const definition = Object.hasOwn(DEFINITIONS, token) ? DEFINITIONS[token] : undefined;
  return definition?.moves(args) === true ? definition : undefined;
}

/** Whether the filters select one image, or an image of one date. */
function pinsImage(args: Properties): boolean {
  const names = filterValues(args, "name");
  return (
    filterValues(args, "image-id").some(isExact) ||
    (names.length === 1 && names.every((name) => isExact(name) || containsDate(name))) ||
    (typeof args.nameRegex === "string" && containsDate(args.nameRegex))
  );
}

/** Whether a filter value contains no wildcards. */
const isExact = (value: string): boolean => !/[*?]/.test(value);

/** Whether an image name contains a date, such as `20240301` or `2024.03.01`. Vendors use the date as the version. */
const containsDate = (name: string): boolean => /20\d\d([.-]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])/.test(name);

/**
 * Whether a name identifies a public parameter whose value AWS or an image vendor replaces, such as
 * `/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended`. A name with a version or label selects one value.
 */
function isLatestParameter(name: Value | undefined): boolean {
  if (typeof name !== "string" || !name.startsWith("/aws/service/") || name.includes(":")) return false;
  return name.split("/").some((segment) => /^(?:latest|recommended|current)$|-latest$/.test(segment));
}

function excludesLocalZones(args: Properties): boolean {
  const only = (name: string, expected: string) => {
    const values = filterValues(args, name);
    return values.length > 0 && values.every((value) => value === expected);
  };
  return (
    only("opt-in-status", "opt-in-not-required") ||
    only("zone-type", "availability-zone") ||
    ["group-name", "zone-name", "zone-id"].some((name) => filterValues(args, name).length > 0)
  );
}

/** Returns the values of a filter. */
function filterValues({ filters }: Properties, name: string): readonly string[] {
  return (isList(filters) ? filters : []).flatMap((filter) =>
    isProperties(filter) && filter.name === name && isList(filter.values)
      ? filter.values.filter((value) => typeof value === "string")
      : [],
  );
}

const isSet = (value: Value | undefined): boolean =>
  value !== undefined && value !== null && value !== "" && !(isList(value) && value.length === 0);
