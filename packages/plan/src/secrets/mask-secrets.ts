import {
  isArchive,
  isList,
  isProperties,
  isSecret,
  isUnknown,
  SECRET_MASK,
  type Plan,
  type Resource,
  type Value,
} from "../model";

/** Shorter secrets are left alone, as the Pulumi CLI does: masking every "a" would say more than it hides. */
const SHORTEST = 3;

/** A line of a longer secret may be any word; from this length on it is hidden for itself too. */
const SHORTEST_LINE = 8;

/** The plan with messages that no longer repeat what one of its secrets holds, in whatever spelling. */
export function maskSecrets(plan: Plan): Plan {
  const secrets = longestFirst(plan);
  if (secrets.length === 0) return plan;
  // What lies between two parts is a mask, in which no further secret is looked for. A pattern would have to hold the
  // secrets, and be refused for its size with a message that quotes them.
  const mask = (message: string): string =>
    secrets.reduce((parts, found) => parts.flatMap((part) => part.split(found)), [message]).join(SECRET_MASK);
  return {
    ...plan,
    diagnostics: plan.diagnostics.map((diagnostic) => ({ ...diagnostic, message: mask(diagnostic.message) })),
    gaps: { ...plan.gaps, notes: plan.gaps.notes.map(mask) },
  };
}

/** Longest first, so that a secret which contains another leaves nothing behind. */
function longestFirst(plan: Plan): readonly string[] {
  const found = new Set<string>();
  collect(plan.outputs, false, found);
  for (const resource of plan.resources) collectResource(resource, found);
  for (const { old } of plan.steps) if (old !== undefined) collectResource(old, found);
  return [...new Set([...found].flatMap(spellings))].sort((one, other) => other.length - one.length);
}

/** The ways in which messages repeat a secret: as it is, in JSON, in an address, in base64, line by line. */
function spellings(secret: string): readonly string[] {
  return [secret, secret.trim()]
    .flatMap((text) => [
      text,
      JSON.stringify(text).slice(1, -1),
      // Half a surrogate pair has no place in an address.
      encodeURIComponent(Buffer.from(text).toString()),
      Buffer.from(text).toString("base64"),
    ])
    .filter((text) => text.length >= SHORTEST)
    .concat(secret.split(/\s*[\r\n]\s*/).filter((line) => line.length >= SHORTEST_LINE));
}

function collectResource({ inputs, outputs, options }: Resource, found: Set<string>): void {
  collect(inputs, false, found);
  collect(outputs, false, found);
  if (options.replacementTrigger !== undefined) collect(options.replacementTrigger, false, found);
}

function collect(value: Value, secret: boolean, found: Set<string>): void {
  if (typeof value === "string" || typeof value === "number") {
    if (secret && String(value).length >= SHORTEST) found.add(String(value));
  } else if (isUnknown(value)) return;
  else if (isSecret(value)) collect(value.value, true, found);
  else if (isList(value)) for (const element of value) collect(element, secret, found);
  else if (isArchive(value)) for (const member of Object.values(value.assets ?? {})) collect(member, secret, found);
  else if (isProperties(value)) for (const member of Object.values(value)) collect(member, secret, found);
}
