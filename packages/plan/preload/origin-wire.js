"use strict";

const { lookupOriginOf, lookupOriginOfOutput } = require("./lookup-origins.js");
const { originOf } = require("./output-origins.js");

/** The outputs whose origins the engine sent, with the origins in the form in which the engine receives them. */
const received = new WeakMap();

/**
 * Returns serialized properties with the origins of their unknown values.
 *
 * @param serialized - the properties as the SDK sends them
 * @param properties - the program's values for the same properties
 * @param markers - the strings with which the SDK marks special values
 */
async function attachOrigins(serialized, properties, markers) {
  if (!containsUnknown(serialized, markers)) return serialized;
  return new OriginWriter(markers).attach(serialized, properties);
}

/** Remembers the origins that the engine sent with unknown outputs. */
function restoreOrigins(serialized, properties, { specialSigKey, specialOutputValueSig }) {
  if (typeof serialized !== "object" || serialized === null || typeof properties !== "object" || properties === null)
    return;
  if (serialized[specialSigKey] === specialOutputValueSig) {
    if (serialized.origin !== undefined && isOutput(properties)) received.set(properties, serialized.origin);
    return;
  }
  for (const [name, member] of Object.entries(serialized))
    restoreOrigins(member, properties[name], { specialSigKey, specialOutputValueSig });
}

function containsUnknown(serialized, markers) {
  if (serialized === markers.unknownValue) return true;
  if (typeof serialized !== "object" || serialized === null) return false;
  if (isUnknownOutput(serialized, markers)) return true;
  return Object.values(serialized).some((member) => containsUnknown(member, markers));
}

const isUnknownOutput = (serialized, { specialSigKey, specialOutputValueSig }) =>
  serialized[specialSigKey] === specialOutputValueSig && !Object.hasOwn(serialized, "value");

const isOutput = (value) => typeof value === "object" && value !== null && value.__pulumiOutput === true;

/** Converts origins to the form in which the engine receives them. */
class OriginWriter {
  #markers;

  constructor(markers) {
    this.#markers = markers;
  }

  /** Returns a serialized value with the origins of the unknown values that it contains. */
  async attach(serialized, value) {
    const given = await settled(value);
    if (typeof serialized !== "object" || serialized === null)
      return serialized === this.#markers.unknownValue ? this.#unknown(given) : serialized;
    if (isUnknownOutput(serialized, this.#markers)) {
      const origin = isOutput(given) ? await this.#origin(given) : undefined;
      return origin === undefined ? serialized : { ...serialized, origin };
    }
    if (serialized[this.#markers.specialSigKey] === this.#markers.specialSecretSig)
      return { ...serialized, value: await this.attach(serialized.value, given) };
    // Files and references contain no composed strings, and a known output contains no unknown values.
    if (this.#markers.specialSigKey in serialized || typeof given !== "object" || given === null || isOutput(given))
      return serialized;
    if (Array.isArray(serialized))
      return Promise.all(serialized.map((element, index) => this.attach(element, given[index])));
    return mapMembers(serialized, (member, name) => this.attach(member, given[name]));
  }

  /** Returns the unknown value that represents a value of the program. */
  async #unknown(value) {
    const origin = isOutput(value) ? await this.#origin(value) : lookupOriginOf(value);
    return origin === undefined ? this.#markers.unknownValue : this.#signed(this.#markers.unknownSignature, { origin });
  }

  async #origin(output) {
    if (received.has(output)) return received.get(output);
    const origin = originOf(output) ?? (await lookupOriginOfOutput(output));
    if (origin === undefined || origin.kind === "lookup") return origin;
    if (origin.kind === "output") {
      const urn = await origin.resource.urn?.promise?.();
      return typeof urn === "string" ? { ...origin, resource: urn } : undefined;
    }
    const written = await this.#composition(origin);
    if (written === undefined || (await output.isSecret) !== true) return written;
    // If it is not clear what the secret is, the whole string is one.
    return this.#containsSecret(written) ? written : undefined;
  }

  async #composition({ kind, parts, value, absent }) {
    if (kind === "text") return { kind, parts: await Promise.all(parts.map((part) => this.#part(part, absent))) };
    const written = await this.#json(value);
    return written === undefined ? undefined : { kind, value: written };
  }

  #containsSecret(value) {
    if (typeof value !== "object" || value === null) return false;
    if (value[this.#markers.specialSigKey] === this.#markers.specialSecretSig) return true;
    return Object.values(value).some((member) => this.#containsSecret(member));
  }

  /** Returns a part of a string. A part that is neither a primitive value nor unknown is unknown as well. */
  async #part(value, absent) {
    const given = await settled(value);
    if (isOutput(given)) return this.#output(given, (known) => this.#part(known, absent));
    if (given === undefined || given === null) return absent ?? String(given);
    return ["string", "number", "boolean"].includes(typeof given) ? String(given) : this.#markers.unknownValue;
  }

  /** Returns the value of an output, which is a secret if the output is one. */
  async #output(output, write) {
    const value = (await output.isKnown) ? await write(await output.promise()) : await this.#unknown(output);
    if (value === undefined || (await output.isSecret) !== true || this.#containsSecret(value)) return value;
    return this.#signed(this.#markers.specialSecretSig, { value });
  }

  /** Returns a value of a JSON document, or undefined if JSON omits the value. */
  async #json(value) {
    const given = await settled(value);
    if (isOutput(given)) return this.#output(given, (known) => this.#json(known));
    if (given === null || typeof given === "string" || typeof given === "boolean") return given;
    if (typeof given === "number") return Number.isFinite(given) ? given : null;
    if (given === undefined || typeof given === "function" || typeof given === "symbol") return undefined;
    if (Array.isArray(given)) return Promise.all(given.map(async (element) => (await this.#json(element)) ?? null));
    if (!isPlain(given, this.#markers)) return this.#markers.unknownValue;
    return mapMembers(given, (member) => this.#json(member));
  }

  #signed(signature, members) {
    return { [this.#markers.specialSigKey]: signature, ...members };
  }
}

/** Resolves promises as the SDK does. Other objects with a `then` method are data. */
const settled = async (value) => (value instanceof Promise ? await value : value);

/** Returns an object with the results for all members. Omits members whose result is undefined. */
async function mapMembers(object, map) {
  const members = Object.entries(object).map(async ([name, member]) => [name, await map(member, name)]);
  return Object.fromEntries((await Promise.all(members)).filter(([, member]) => member !== undefined));
}

/** Whether JSON contains the members of an object unchanged. */
function isPlain(value, { specialSigKey }) {
  if (typeof value !== "object" || typeof value.toJSON === "function" || specialSigKey in value) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

module.exports = { attachOrigins, restoreOrigins };
