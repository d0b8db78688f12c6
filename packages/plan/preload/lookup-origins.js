"use strict";

/** The member of an unknown value that names the lookup that the value comes from. */
const LOOKUP = Symbol.for("roadbed:lookup-origin");

/** The member of an answer that names the lookup. */
const LOOKUP_MEMBER = "__roadbedLookup";

/**
 * The output from which each output was derived, whether the derived output is a property of it, and the callback that derives
 * it, by the function that returns the promise of the derived output.
 */
const sources = new WeakMap();

/** Whether the program received an unknown value from a lookup. Until then, no output has such an origin. */
let hasLookups = false;

/** Returns the lookup that a value comes from, or undefined. */
const lookupOriginOf = (value) => (typeof value === "object" && value !== null ? value[LOOKUP] : undefined);

/** Returns an unknown value like the given one that names the lookup it comes from. */
const withLookupOrigin = (unknown, origin) => Object.create(unknown, { [LOOKUP]: { value: origin } });

/** Removes the member that names the lookup from a serialized answer, and returns the lookup. */
function takeLookup(serialized) {
  const lookup = serialized[LOOKUP_MEMBER];
  delete serialized[LOOKUP_MEMBER];
  return lookup;
}

/** Marks the unknown values in the properties of an answer that change over time. */
function markLookupResult(answer, { properties, ...origin }) {
  hasLookups = true;
  for (const name of properties) if (Object.hasOwn(answer, name)) answer[name] = marked(answer[name], origin);
}

function marked(value, origin) {
  if (typeof value !== "object" || value === null) return value;
  if (value.__pulumiUnknown === true) return withLookupOrigin(value, origin);
  if (Array.isArray(value)) return value.map((element) => marked(element, origin));
  return value;
}

/** Records which output the result of `apply` is derived from. */
function recordDerivedOutputs({ Output }) {
  const apply = Output?.prototype?.apply;
  if (typeof apply !== "function") return;
  // The SDK also reads the properties of unknown values, such as `ami.id`, and passes true for `runWithUnknowns`.
  Output.prototype.apply = function (callback, runWithUnknowns) {
    const derived = apply.call(this, callback, runWithUnknowns);
    sources.set(derived.promise, { output: this, isProperty: runWithUnknowns === true, callback });
    return derived;
  };
}

/** Matches the callback with which the SDK reads a property of the value of an output. */
const PROPERTY_READ = /\bob\[prop\]/;

/** Returns the output and the name of its property if an output is a property of another output. */
function propertySource({ promise }) {
  const { output, isProperty, callback } = sources.get(promise) ?? {};
  if (isProperty !== true || !PROPERTY_READ.test(Function.prototype.toString.call(callback))) return undefined;
  let property;
  callback(
    new Proxy({}, { get: (_, name) => void (typeof name === "string" && !name.startsWith("__") && (property = name)) }),
  );
  return property === undefined ? undefined : { output, property };
}

/** Returns the lookup that an unknown output comes from, directly or because `apply` derived it. */
async function lookupOriginOfOutput(output) {
  if (!hasLookups) return undefined;
  let isProperty = false;
  for (let current = output; current !== undefined;) {
    const value = await current.promise(true);
    // A property of a value that has properties is itself known to come from a lookup, or to not come from one.
    const origin = isProperty ? lookupOriginOf(value) : originWithin(value);
    if (origin !== undefined || (isProperty && value?.__pulumiUnknown !== true)) return origin;
    const source = sources.get(current.promise);
    isProperty = source?.isProperty === true;
    current = source?.output;
  }
  return undefined;
}

function originWithin(value) {
  const origin = lookupOriginOf(value);
  if (origin !== undefined || typeof value !== "object" || value === null || value.__pulumiUnknown === true)
    return origin;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  for (const member of isPlain ? Object.values(value) : []) {
    const found = originWithin(member);
    if (found !== undefined) return found;
  }
  return undefined;
}

module.exports = {
  LOOKUP,
  lookupOriginOf,
  lookupOriginOfOutput,
  markLookupResult,
  propertySource,
  recordDerivedOutputs,
  takeLookup,
};
