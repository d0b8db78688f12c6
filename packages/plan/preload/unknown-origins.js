"use strict";

const { join } = require("node:path");
const { onModuleLoad } = require("./loaded-modules.js");
const { markLookupResult, recordDerivedOutputs, takeLookup } = require("./lookup-origins.js");
const { attachOrigins, restoreOrigins } = require("./origin-wire.js");
const { recordOrigin } = require("./output-origins.js");
const { sdkHomes } = require("./sdk-home.js");

/** The instrumented files of @pulumi/pulumi, each with a function that receives the exports of the file. */
const INSTRUMENTED = {
  ["output.js"]: recordOutputs,
  [join("runtime", "rpc.js")]: sendOrigins,
};

/**
 * Sends the origins of unknown values to the engine: the resource output that a value is, the lookup that it comes from, or
 * the known and unknown parts that a string is composed of. Otherwise, a string that `interpolate`, `concat`, or `jsonStringify` composes is unknown as a whole
 * if one part of it is unknown. The values in the program stay the same.
 *
 * @param {string} unknownSignature marks an unknown value with an origin
 */
function sendUnknownOrigins(unknownSignature) {
  const homeOf = sdkHomes();
  onModuleLoad((exports, filename) => {
    const home = homeOf(filename);
    if (home !== undefined) INSTRUMENTED[filename.slice(home.length)]?.(exports, unknownSignature);
  });
}

function recordOutputs(exports) {
  recordDerivedOutputs(exports);
  recordComposedStrings(exports);
}

function recordComposedStrings(exports) {
  const wrap = (name, originOf) => {
    const compose = exports[name];
    if (typeof compose !== "function") return;
    exports[name] = (...parameters) => recordOrigin(compose(...parameters), originOf(...parameters));
  };
  wrap("concat", (...values) => ({ kind: "text", parts: values, absent: "" }));
  wrap("interpolate", (literals, ...placeholders) => ({
    kind: "text",
    parts: literals.flatMap((literal, index) => (index === 0 ? [literal] : [placeholders[index - 1], literal])),
  }));
  // With a replacer, the string does not contain the value itself.
  wrap("jsonStringify", (value, replacer) =>
    replacer === undefined || replacer === null ? { kind: "json", value } : undefined,
  );
}

function sendOrigins(exports, unknownSignature) {
  const { specialSigKey, specialSecretSig, specialOutputValueSig, unknownValue } = exports;
  const markers = { specialSigKey, specialSecretSig, specialOutputValueSig, unknownValue, unknownSignature };
  if (Object.values(markers).some((marker) => typeof marker !== "string")) return;
  const wrap = (name, around) => {
    const original = exports[name];
    if (typeof original === "function") exports[name] = around(original);
  };
  wrap("serializeResourceProperties", (serialize) => async (label, properties, ...rest) => {
    const [serialized, ...dependencies] = await serialize(label, properties, ...rest);
    return [await attachOrigins(serialized, properties, markers), ...dependencies];
  });
  // Transforms receive properties from the engine and return them.
  wrap(
    "serializeProperties",
    (serialize) =>
      async (label, properties, ...rest) =>
        attachOrigins(await serialize(label, properties, ...rest), properties, markers),
  );
  wrap("deserializeProperties", (deserialize) => (struct, ...rest) => {
    const serialized = struct.toJavaScript();
    const lookup = takeLookup(serialized);
    // The SDK reads the same copy, because a second conversion of each response would be expensive.
    const properties = deserialize(Object.create(struct, { toJavaScript: { value: () => serialized } }), ...rest);
    restoreOrigins(serialized, properties, markers);
    if (lookup !== undefined) markLookupResult(properties, lookup);
    return properties;
  });
}

module.exports = { sendUnknownOrigins };
