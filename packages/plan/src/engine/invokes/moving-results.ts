import type { MovingLookup } from "../../lookups";
import {
  formatPropertyPath,
  isList,
  isProperties,
  isUnknown,
  propertyMap,
  unwrapSecret,
  type LookupInput,
  type LookupOrigin,
  type Properties,
  type PropertyPath,
  type Value,
} from "../../model";

/**
 * The member of an answer that names the lookup. The preload scripts remove the member and mark the unknown values of the
 * answer with it.
 */
export const LOOKUP_MEMBER = "__roadbedLookup";

/** Matches the IDs of images, which public parameters can also contain in a JSON document. */
const IMAGE_ID = /\bami-[0-9a-f]{8,}\b/g;

/** The results of the lookups whose results change over time, to find the inputs that come from them. */
export class MovingResults {
  readonly #origins = new Map<string, LookupOrigin>();
  #isEmpty = true;

  /** Records the result of a lookup. */
  add(token: string, { subject, properties }: MovingLookup, result: Properties): void {
    this.#isEmpty = false;
    for (const property of properties)
      for (const value of strings(result[property] ?? null))
        for (const id of identifiersIn(value, subject)) this.#origins.set(id, { kind: "lookup", token, subject });
  }

  /** Returns the inputs that come from the recorded results. */
  inputsFrom(inputs: Properties): readonly LookupInput[] {
    return this.#isEmpty ? [] : this.#find(inputs, []);
  }

  #find(value: Value, path: PropertyPath): readonly LookupInput[] {
    const inner = unwrapSecret(value);
    if (typeof inner === "string") return lookupInput(this.#origins.get(inner), path);
    if (isUnknown(inner)) return lookupInput(lookupOrigin(inner), path);
    if (isList(inner)) return inner.flatMap((element, index) => this.#find(element, [...path, index]));
    if (!isProperties(inner)) return [];
    return Object.entries(inner).flatMap(([name, member]) => this.#find(member, [...path, name]));
  }
}

/** Returns the member that names the lookup in an answer. */
export const lookupMember = (token: string, { subject, properties }: MovingLookup): Properties =>
  propertyMap([
    [
      LOOKUP_MEMBER,
      propertyMap([
        ["kind", "lookup"],
        ["token", token],
        ["subject", subject],
        ["properties", properties],
      ]),
    ],
  ]);

/** Returns the lookup that an unknown value, or an unknown part of a string, comes from. */
function lookupOrigin(value: Value): LookupOrigin | undefined {
  const inner = unwrapSecret(value);
  const origin = isUnknown(inner) ? inner.origin : undefined;
  if (origin?.kind === "lookup") return origin;
  if (origin?.kind !== "text") return undefined;
  for (const part of origin.parts) {
    const found = lookupOrigin(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function lookupInput(origin: LookupOrigin | undefined, path: PropertyPath): readonly LookupInput[] {
  if (origin === undefined) return [];
  return [{ path: formatPropertyPath(path), token: origin.token, subject: origin.subject }];
}

/**
 * Returns the identifiers in a result that are distinctive enough to find the inputs that come from the result. The name of
 * an Availability Zone is not distinctive, because a program can also contain the name itself.
 */
function identifiersIn(value: string, subject: LookupOrigin["subject"]): readonly string[] {
  if (subject === "image") return value.match(IMAGE_ID) ?? [];
  return subject === "snapshot" && value !== "" ? [value] : [];
}

function strings(value: Value): readonly string[] {
  const inner = unwrapSecret(value);
  if (typeof inner === "string") return [inner];
  return isList(inner) ? inner.flatMap(strings) : [];
}
