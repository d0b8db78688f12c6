import { isProperties, isUnknown, unwrapSecret, type Properties, type Resource, type Value } from "@roadbed/plan";

const COMMON_NAMES = ["id", "arn", "name", "bucket", "url"];

/** Returns the known values by which other resources can refer to a resource: its ID, ARN, and names. */
export function knownNamesOf({ inputs, outputs, type, id }: Resource): ReadonlySet<string> {
  const values = [id, ...namesIn(inputs, type), ...namesIn(outputs, type)];
  const names = values.filter((value): value is string => typeof value === "string" && value !== "");
  // CrossGuard does not pass IDs to policies, but most ARNs end with the ID.
  return new Set([...names, ...names.filter((name) => name.startsWith("arn:")).flatMap(shortNames)]);
}

/** Whether the program gives the resource a name that is not known yet. Excludes IDs that AWS generates. */
export const hasUnknownName = ({ inputs, type }: Resource): boolean => namesIn(inputs, type).some(isUnknown);

/** Returns the values of the properties that name the resource. */
function namesIn(properties: Properties, type: string): readonly (Value | undefined)[] {
  const kind = type.slice(type.lastIndexOf(":") + 1);
  const prefix = kind.charAt(0).toLowerCase() + kind.slice(1);
  const names = [
    ...COMMON_NAMES,
    "identifier",
    ...["Id", "Arn", "Name", "Identifier", "Url"].map((suffix) => prefix + suffix),
  ];
  const values = names.map((name) => (Object.hasOwn(properties, name) ? properties[name] : undefined));
  const metadata = Object.hasOwn(properties, "metadata") ? properties.metadata : undefined;
  if (isUnknown(metadata)) values.push(metadata);
  if (isProperties(metadata) && Object.hasOwn(metadata, "name")) values.push(metadata.name);
  return values.map((value) => (value === undefined ? undefined : unwrapSecret(value)));
}

/** Whether a value is an ID that AWS generates, such as `sg-0a1b2c3d4e5f60718`. No program can choose such an ID. */
export const isGeneratedId = (value: string): boolean => /^[a-z]+-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(value);

/**
 * Returns the shorter names that a value can contain: the last part of an ARN, and the last segment of a path such as
 * `service/cluster/name`. Returns both, because log group names are paths.
 */
export function shortNames(value: string): readonly string[] {
  // Policies and CloudTrail append :* to the ARN of a log group.
  const arn = value.replace(/:\*$/, "");
  const resourcePart = arn.slice(arn.lastIndexOf(":") + 1);
  return [resourcePart, resourcePart.slice(resourcePart.lastIndexOf("/") + 1)];
}
