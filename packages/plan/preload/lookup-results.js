"use strict";

const { createHash } = require("node:crypto");
const { join } = require("node:path");
const { onModuleLoad } = require("./loaded-modules.js");
const { lengthReporter, withLabels, withPlaceholders } = require("./placeholders.js");
const { sdkHomes } = require("./sdk-home.js");

/** The patched files of @pulumi/pulumi, each with a function that receives the exports of the file. */
const PATCHES = {
  [join("runtime", "invoke.js")]: wrapFunctions,
  [join("proto", "resource_pb.js")]: wrapMessages,
};

/** The functions that return plain values rather than outputs. */
const PLAIN_FUNCTIONS = ["invoke", "invokeSingle"];

/**
 * Makes lookups that return plain values return placeholders instead of the SDK's unknown values, so that a program can use
 * the result of a lookup without an answer.
 *
 * @param {string} mark the beginning of every placeholder's label
 * @param {string} report the file that receives the function of each result in which the program uses the length of an
 * unknown array, one per line
 */
function returnPlaceholders(mark, report) {
  const homeOf = sdkHomes();
  onModuleLoad((exports, filename) => {
    const home = homeOf(filename);
    if (home !== undefined) PATCHES[filename.slice(home.length)]?.(exports, { mark, report });
  });
}

function wrapFunctions(exports, { mark, report }) {
  const reportLength = lengthReporter(report);
  for (const name of PLAIN_FUNCTIONS) {
    const original = exports[name];
    if (typeof original !== "function") continue;
    exports[name] = async (token, properties, options, ...rest) => {
      // With an unknown argument, the SDK would not call the engine, and the result would have no members.
      const given = withLabels(properties);
      const result = await original(token, given, options, ...rest);
      return withPlaceholders(result, await labelOf(mark, token, given, options), () => reportLength(token));
    };
  }
}

/** The fields of messages that contain plain strings of the program, by message. */
const STRING_FIELDS = { RegisterResourceRequest: ["Name", "Importid"], ReadResourceRequest: ["Name"] };

/** Makes messages accept placeholders as plain strings, because only strings can be serialized. */
function wrapMessages(exports) {
  for (const [message, fields] of Object.entries(STRING_FIELDS)) {
    const prototype = exports[message]?.prototype;
    for (const setter of fields.map((field) => `set${field}`)) {
      const original = prototype?.[setter];
      if (typeof original !== "function") continue;
      prototype[setter] = function (value) {
        return original.call(this, withLabels(value));
      };
    }
  }
}

/**
 * Returns a label that depends only on the call, so that names with a label are the same in every preview. The hash
 * distinguishes calls of the same function.
 */
async function labelOf(mark, token, given, options) {
  const name = token.split(":").pop();
  const values = await Promise.all(Object.entries(given ?? {}).map(async ([key, value]) => [key, await value]));
  const provider = options?.provider?.__name ?? options?.parent?.__name ?? "";
  const hash = createHash("sha256")
    .update(JSON.stringify([token, provider, values.sort()]))
    .digest("hex");
  return `${mark}-${name}-${hash.slice(0, HASH_LENGTH)}`;
}

const HASH_LENGTH = 6;

module.exports = { returnPlaceholders };
