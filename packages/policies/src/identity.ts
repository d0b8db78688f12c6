import { isProperties, unwrapSecret, type Resource, type Value } from "@roadbed/plan";

const GENERAL_NAMES = ["id", "arn", "name", "bucket", "url"];

/** What other resources may call this one: its known id, ARN, names. */
export function identitiesOf(resource: Resource): ReadonlySet<string> {
  const { inputs, outputs, type, id } = resource;
  const kind = type.slice(type.lastIndexOf(":") + 1);
  const own = kind.charAt(0).toLowerCase() + kind.slice(1);
  const names = [...GENERAL_NAMES, "identifier", ...["Id", "Arn", "Name", "Identifier", "Url"].map((end) => own + end)];
  const values: (Value | undefined)[] = [id];
  for (const held of [inputs, outputs]) {
    for (const name of names) values.push(Object.hasOwn(held, name) ? held[name] : undefined);
    const metadata = Object.hasOwn(held, "metadata") ? held.metadata : undefined;
    if (isProperties(metadata) && Object.hasOwn(metadata, "name")) values.push(metadata.name);
  }
  const known = values.map((value) => (value === undefined ? undefined : unwrapSecret(value)));
  const texts = known.filter((value): value is string => typeof value === "string" && value !== "");
  // Under CrossGuard nobody tells the id; most ARNs end with it.
  return new Set([...texts, ...texts.filter((text) => text.startsWith("arn:")).map(shortName)]);
}

/** The last part of an ARN or of a path such as `service/cluster/name`; other texts as they are. */
export function shortName(text: string): string {
  return text.slice(Math.max(text.lastIndexOf(":"), text.lastIndexOf("/")) + 1);
}
