import {
  isList,
  isProperties,
  isSecret,
  isUnknown,
  makeSecret,
  propertyMap,
  type Unknown,
  type Value,
} from "@roadbed/plan";
import { currentRun, throwUndecided, tryEvaluate } from "./check-session";
import { identifierStandIn } from "./identifiers";
import { List, listBehind } from "./list";
import { textParts, type TextParts } from "./text-parts";
import { unknownReadOf } from "./view";

/**
 * Returns the string that `read` returns. If the string is unknown, but consists of known parts and identifiers of resources,
 * each identifier is replaced with a stand-in: a string of the same form. So is the partition of an ARN.
 *
 * Only for checks of a string's form, whose result does not depend on the identifiers themselves.
 */
export function withStandIns<T>(read: () => T): T | string {
  const outcome = tryEvaluate(read);
  if (outcome.reasons === undefined) return outcome.value;
  const unknown = unknownReadOf(outcome.reasons);
  const standIn = unknown && standInFor(unknown.value);
  if (standIn === undefined) throwUndecided(outcome.reasons);
  if (unknown?.secret === true || standIn.secret) currentRun().keepSecret(standIn.text);
  return standIn.text;
}

/**
 * Returns the string that `read` returns. If the string is an ARN of which only entire fields are unknown, such as the
 * partition, each of these fields is replaced with `unknown`.
 *
 * Only for checks that do not depend on these fields.
 */
export function withUnknownArnFields<T>(read: () => T): T | string {
  const outcome = tryEvaluate(read);
  if (outcome.reasons === undefined) return outcome.value;
  const unknown = unknownReadOf(outcome.reasons);
  const { parts, secret } = unknown === undefined ? { parts: [], secret: false } : textParts(unknown.value);
  const isWhole = (part: TextParts["parts"][number], index: number): boolean => {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    return (
      typeof part === "string" ||
      (typeof before === "string" && before.endsWith(":") && typeof after === "string" && after.startsWith(":"))
    );
  };
  const [first] = parts;
  if (typeof first !== "string" || !first.startsWith("arn:") || secret || !parts.every(isWhole))
    throwUndecided(outcome.reasons);
  return parts.map((part) => (typeof part === "string" ? part : "unknown")).join("");
}

/** Returns a list of strings, each of which is read as `withUnknownArnFields` does. */
export function withUnknownArnFieldsIn(strings: readonly string[]): readonly string[] {
  const list = listBehind(strings);
  if (list === undefined) return strings;
  const slots = list.slots.map((slot) => ({ ...slot, read: () => withUnknownArnFields(slot.read) }));
  return new List(slots, list.path).view as readonly string[];
}

/**
 * Returns the string that `read` returns. If the string is an ARN of which only the partition is unknown, the partition is
 * replaced with `aws`. All resources of a program are in the same partition, so the ARNs of two resources are equal if the rest is.
 */
export function withUnknownPartition<T>(read: () => T): T | string {
  const outcome = tryEvaluate(read);
  if (outcome.reasons === undefined) return outcome.value;
  const unknown = unknownReadOf(outcome.reasons);
  const { parts, secret } = unknown === undefined ? { parts: [], secret: false } : textParts(unknown.value);
  const [, , rest] = parts;
  if (secret || parts.length !== 3 || typeof rest !== "string" || !isPartition(parts, 1))
    throwUndecided(outcome.reasons);
  return `arn:${PARTITION}${rest}`;
}

const PARTITION = "aws";

/** Whether a part of a string is the partition of an ARN. */
function isPartition(parts: TextParts["parts"], index: number): boolean {
  const next = parts[index + 1];
  return index === 1 && parts[0] === "arn:" && typeof next === "string" && next.startsWith(":");
}

/** Whether the value that `read` returns is an identifier of a resource that is not known yet. Such a value is no secret. */
export function isUnknownIdentifier(read: () => unknown): boolean {
  const outcome = tryEvaluate(read);
  const origin = outcome.reasons && unknownReadOf(outcome.reasons)?.value.origin;
  return origin?.kind === "output" && identifierStandIn(origin) !== undefined;
}

/** Replaces the identifiers in a value with stand-ins. */
export function replaceIdentifiers(value: Value): Value {
  if (isUnknown(value)) return replaced(value, standInFor(value));
  if (isSecret(value)) return makeSecret(replaceIdentifiers(value.value));
  if (isList(value)) return value.map(replaceIdentifiers);
  if (!isProperties(value)) return value;
  return propertyMap(Object.entries(value).map(([name, member]) => [name, replaceIdentifiers(member)]));
}

const replaced = (unknown: Unknown, standIn: StandIn | undefined): Value => {
  if (standIn === undefined) return unknown;
  return standIn.secret ? makeSecret(standIn.text) : standIn.text;
};

interface StandIn {
  readonly text: string;
  /** Whether the string contains a secret. */
  readonly secret: boolean;
}

/** Returns a string of the same form as an unknown string, or undefined if its form is unknown as well. */
function standInFor(unknown: Unknown): StandIn | undefined {
  const { parts, secret } = textParts(unknown);
  let text = "";
  for (const [index, part] of parts.entries()) {
    const known = typeof part === "string" ? part : isPartition(parts, index) ? PARTITION : partStandIn(part);
    if (known === undefined) return undefined;
    text += known;
  }
  return { text, secret };
}

const partStandIn = ({ origin }: Unknown): string | undefined =>
  origin?.kind === "output" ? identifierStandIn(origin) : undefined;
