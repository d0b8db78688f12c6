"use strict";

const util = require("node:util");

/**
 * The SDK prints every error with `util.inspect(error, { colors: true })`. Up to Node 20 the colouring of package names
 * in stack frames does not end for a frame like `node_modules/@pulumi/output.ts`, which is how the SDK's source maps
 * name its own files: it takes 20 to 40 seconds and gigabytes until the string is too long. Without colours it does
 * not look for package names.
 */
function inspectErrorsWithoutColours() {
  const { inspect } = util;
  const plain = (value, options, ...rest) =>
    value instanceof Error && options?.colors === true
      ? inspect(value, { ...options, colors: false })
      : inspect(value, options, ...rest);
  Object.defineProperties(plain, Object.getOwnPropertyDescriptors(inspect));
  util.inspect = plain;
}

module.exports = { inspectErrorsWithoutColours };
