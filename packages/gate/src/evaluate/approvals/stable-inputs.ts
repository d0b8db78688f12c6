import {
  isList,
  isProperties,
  isUnknown,
  memberPosition,
  parseDocument,
  propertiesPosition,
  propertyMap,
  SECRET_MASK,
  type Properties,
  type Resource,
  type Urn,
  type Value,
} from "@roadbed/plan";
import { printable } from "../../redaction/printable";
import { withoutGenerated } from "../generated-values";

/**
 * The inputs of a resource in a form that is the same for all engines: without the names and defaults that the provider
 * generates, and with the resources that a value comes from in place of the value, which only some engines know.
 * Secrets are replaced by a constant.
 */
export class StableInputs {
  readonly #resource: Resource;
  readonly #inputs: Properties;
  readonly #urnNow: (urn: Urn) => Urn;
  readonly #scrub: (text: string) => string;

  /**
   * @param urnNow - returns the URN after the deployment
   * @param scrub - hides secrets that are not marked
   */
  constructor(resource: Resource, urnNow: (urn: Urn) => Urn, scrub: (text: string) => string) {
    this.#resource = resource;
    this.#inputs = withoutGenerated(resource.inputs);
    this.#urnNow = urnNow;
    this.#scrub = scrub;
  }

  /** The names of the inputs. */
  get names(): readonly string[] {
    return Object.keys(this.#inputs);
  }

  /** Whether `get` returns the same string for different values: the value is a secret, or comes from other resources. */
  isConcealed(name: string): boolean {
    return this.#sources(name).length > 0 || this.get(name)?.includes(SECRET_MASK) === true;
  }

  /** Returns a value as a string without secrets, or null if there is no value. */
  get(name: string): string | null {
    const sources = this.#sources(name);
    if (sources.length > 0) return JSON.stringify({ from: [...new Set(sources.map(this.#urnNow))].sort() });
    const value = Object.hasOwn(this.#inputs, name) ? this.#inputs[name] : undefined;
    if (value === undefined || value === null) return null;
    const position = memberPosition(propertiesPosition(this.#resource.type), this.#inputs, name);
    return this.#scrub(JSON.stringify(canonical(printable(value, position))));
  }

  /**
   * Returns a value as `get` does, but with all known parts of a value that comes from other resources. Engines that know
   * more of it return another string.
   */
  getDetailed(name: string): string | null {
    const value = Object.hasOwn(this.#inputs, name) ? this.#inputs[name] : undefined;
    if (value === undefined || value === null) return null;
    const position = memberPosition(propertiesPosition(this.#resource.type), this.#inputs, name);
    const known = canonical(printable(withKnownParts(value, this.#urnNow), position));
    return this.#scrub(JSON.stringify([known, [...new Set(this.#sources(name).map(this.#urnNow))].sort()]));
  }

  #sources(name: string): readonly Urn[] {
    const { propertyDependencies } = this.#resource;
    return Object.hasOwn(propertyDependencies, name) ? (propertyDependencies[name] ?? []) : [];
  }
}

/** Replaces unknown values that have known parts, such as a JSON document with a reference, with these parts. */
function withKnownParts(value: Value, urnNow: (urn: Urn) => Urn): Value {
  const inner = (part: Value): Value => withKnownParts(part, urnNow);
  if (isUnknown(value)) {
    const { origin } = value;
    if (origin?.kind === "json") return inner(origin.value);
    if (origin?.kind === "text") return origin.parts.map(inner);
    if (origin?.kind === "output") return [urnNow(origin.resource), origin.property];
    return value;
  }
  if (isList(value)) return value.map(inner);
  if (!isProperties(value)) return value;
  return propertyMap(Object.entries(value).map(([name, member]) => [name, inner(member)]));
}

/**
 * Returns a printable value in a form that does not depend on the order of members, on the spelling of JSON documents, or
 * on whether a scalar is a string, because providers convert scalars to the type in their schema.
 */
function canonical(value: Value): unknown {
  if (typeof value === "string") {
    const document = parseDocument(value);
    return document === undefined ? value : canonical(document);
  }
  if (isList(value)) return value.map(canonical);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!isProperties(value)) return null;
  const members = Object.entries(withoutGenerated(value)).filter(([, member]) => member !== null);
  // Use pairs, so that a member name such as `__proto__` has no special effect.
  return { members: members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, canonical(member)]) };
}
