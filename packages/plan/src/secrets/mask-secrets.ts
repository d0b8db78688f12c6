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

/** Shorter secrets are not masked, as in the Pulumi CLI: masking every "a" would reveal more than it hides. */
const MIN_LENGTH = 3;

/** Lines of a multi-line secret are masked individually if they have at least this length. */
const MIN_LINE_LENGTH = 8;

/** Masks the secrets of a plan in its messages, in all common encodings. */
export function maskSecrets(plan: Plan): Plan {
  const secrets = longestFirst(plan);
  if (secrets.length === 0) return plan;
  // Splits the message instead of replacing secrets, so that masks are not searched again. A regular expression would contain the
  // secrets, and the error for one that is too large would quote them.
  const mask = (message: string): string =>
    secrets.reduce((parts, found) => parts.flatMap((part) => part.split(found)), [message]).join(SECRET_MASK);
  return {
    ...plan,
    diagnostics: plan.diagnostics.map((diagnostic) => ({ ...diagnostic, message: mask(diagnostic.message) })),
    gaps: { ...plan.gaps, notes: plan.gaps.notes.map(mask) },
  };
}

/** Returns the secrets, longest first, so that a secret that contains another one is masked completely. */
function longestFirst(plan: Plan): readonly string[] {
  const found = new Set<string>();
  collect(plan.outputs, false, found);
  for (const resource of plan.resources) collectResource(resource, found);
  for (const { old } of plan.steps) if (old !== undefined) collectResource(old, found);
  return [...new Set([...found].flatMap(encodings))].sort((left, right) => right.length - left.length);
}

/** Returns the forms in which a message can repeat a secret: plain, JSON, URL-encoded, base64, and line by line. */
function encodings(secret: string): readonly string[] {
  return [secret, secret.trim()]
    .flatMap((text) => [
      text,
      JSON.stringify(text).slice(1, -1),
      // A lone surrogate cannot be URL-encoded.
      encodeURIComponent(Buffer.from(text).toString()),
      Buffer.from(text).toString("base64"),
    ])
    .filter((text) => text.length >= MIN_LENGTH)
    .concat(secret.split(/\s*[\r\n]\s*/).filter((line) => line.length >= MIN_LINE_LENGTH));
}

function collectResource({ inputs, outputs, options }: Resource, found: Set<string>): void {
  collect(inputs, false, found);
  collect(outputs, false, found);
  if (options.replacementTrigger !== undefined) collect(options.replacementTrigger, false, found);
}

function collect(value: Value, secret: boolean, found: Set<string>): void {
  if (typeof value === "string" || typeof value === "number") {
    if (secret && String(value).length >= MIN_LENGTH) found.add(String(value));
  } else if (isUnknown(value)) return;
  else if (isSecret(value)) collect(value.value, true, found);
  else if (isList(value)) for (const element of value) collect(element, secret, found);
  else if (isArchive(value)) for (const member of Object.values(value.assets ?? {})) collect(member, secret, found);
  else if (isProperties(value)) for (const member of Object.values(value)) collect(member, secret, found);
}
