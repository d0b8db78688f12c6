import { BLINDED } from "./encoding";
import type { Plan, Resource } from "./model";
import { isArchive, isList, isProperties, isSecret, isUnknown, type Value } from "./value";

/** Shorter secrets are left alone, as the Pulumi CLI does: masking every "a" would say more than it hides. */
const SHORTEST = 3;

/** The plan with messages that no longer repeat what one of its secrets holds. */
export function maskSecrets(plan: Plan): Plan {
  const secrets = longestFirst(plan);
  if (secrets.length === 0) return plan;
  const mask = (message: string): string => secrets.reduce((text, found) => text.replaceAll(found, BLINDED), message);
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
  return [...found].sort((one, other) => other.length - one.length);
}

function collectResource({ inputs, outputs, options }: Resource, found: Set<string>): void {
  collect(inputs, false, found);
  collect(outputs, false, found);
  if (options.replacementTrigger !== undefined) collect(options.replacementTrigger, false, found);
}

function collect(value: Value, secret: boolean, found: Set<string>): void {
  if (typeof value === "string") {
    if (secret && value.length >= SHORTEST) found.add(value);
  } else if (isUnknown(value)) return;
  else if (isSecret(value)) collect(value.value, true, found);
  else if (isList(value)) for (const element of value) collect(element, secret, found);
  else if (isArchive(value)) for (const member of Object.values(value.assets ?? {})) collect(member, secret, found);
  else if (isProperties(value)) for (const member of Object.values(value)) collect(member, secret, found);
}
