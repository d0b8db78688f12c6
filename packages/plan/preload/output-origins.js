"use strict";

const { propertySource } = require("./lookup-origins.js");

/**
 * The origin of each output that the SDK composed of other values, and of each output that the engine sent with its origin.
 * All copies of the SDK in the process share this map.
 */
const origins = new WeakMap();

/**
 * The property with which a library states that an output has the value of another one. `@roadbed/components` sets it on the
 * outputs of checks, which return the value that they check.
 */
const SAME_VALUE = Symbol.for("roadbed.sameValue");

/** Records the origin of an output and returns the output. */
function recordOrigin(output, origin) {
  if (origin !== undefined) origins.set(output, origin);
  return output;
}

/** Returns the recorded origin of an output, or the resource output that it is. Returns undefined for other outputs. */
function originOf(output) {
  const origin = origins.get(output) ?? resourceOutput(output) ?? propertyOrigin(output);
  if (origin !== undefined) return origin;
  const source = output[SAME_VALUE];
  return source?.__pulumiOutput === true ? originOf(source) : undefined;
}

/** Returns the origin of a property of a resource output, such as `masterUserSecrets[0].secretArn`. */
function propertyOrigin(output) {
  if (typeof output.promise !== "function") return undefined;
  const source = propertySource(output);
  const origin = source && originOf(source.output);
  if (origin?.kind !== "output") return undefined;
  const { property } = source;
  return { ...origin, property: `${origin.property}${/^\d+$/.test(property) ? `[${property}]` : `.${property}`}` };
}

/** Returns the resource and the property whose value an output is. */
function resourceOutput(output) {
  if (typeof output.resources !== "function") return undefined;
  for (const resource of output.resources())
    for (const [property, { value }] of Object.entries(Object.getOwnPropertyDescriptors(resource)))
      // An output and the proxy through which programs use it have the same promise.
      if (value?.__pulumiOutput === true && value.promise === output.promise)
        return { kind: "output", resource, property };
  return undefined;
}

module.exports = { originOf, recordOrigin };
