import { isProperties, isUnknown, unwrapSecret, type Properties, type Resource, type Value } from "@roadbed/plan";

const GENERAL_NAMES = ["id", "arn", "name", "bucket", "url"];

/** What other resources may call this one: its known id, ARN, names. */
export function knownNamesOf({ inputs, outputs, type, id }: Resource): ReadonlySet<string> {
  const values = [id, ...namesIn(inputs, type), ...namesIn(outputs, type)];
  const texts = values.filter((value): value is string => typeof value === "string" && value !== "");
  // Under CrossGuard nobody tells the id; most ARNs end with it.
  return new Set([...texts, ...texts.filter((text) => text.startsWith("arn:")).flatMap(shortNames)]);
}

/** Whether the program gives it a name that is not known yet. An id that AWS chooses is no name of the program's. */
export const hasUnknownName = ({ inputs, type }: Resource): boolean => namesIn(inputs, type).some(isUnknown);

/** What properties hold that name the resource that has them. */
function namesIn(held: Properties, type: string): readonly (Value | undefined)[] {
  const kind = type.slice(type.lastIndexOf(":") + 1);
  const own = kind.charAt(0).toLowerCase() + kind.slice(1);
  const names = [...GENERAL_NAMES, "identifier", ...["Id", "Arn", "Name", "Identifier", "Url"].map((end) => own + end)];
  const values = names.map((name) => (Object.hasOwn(held, name) ? held[name] : undefined));
  const metadata = Object.hasOwn(held, "metadata") ? held.metadata : undefined;
  if (isUnknown(metadata)) values.push(metadata);
  if (isProperties(metadata) && Object.hasOwn(metadata, "name")) values.push(metadata.name);
  return values.map((value) => (value === undefined ? undefined : unwrapSecret(value)));
}

/** An id as AWS gives them, which no program can have chosen: `sg-0a1b2c3d4e5f60718`. */
export const isChosenByAws = (text: string): boolean => /^[a-z]+-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(text);

/**
 * What a text may mean beside itself: the last part of an ARN, and of a path such as `service/cluster/name`. Both, since
 * names of log groups are paths themselves.
 */
export function shortNames(text: string): readonly string[] {
  // As log groups are written in policies, and as CloudTrail wants its group.
  const whole = text.replace(/:\*$/, "");
  const ofArn = whole.slice(whole.lastIndexOf(":") + 1);
  return [ofArn, ofArn.slice(ofArn.lastIndexOf("/") + 1)];
}
