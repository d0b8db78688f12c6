"use strict";

const util = require("node:util");

/**
 * Makes `util.inspect` print errors without colours.
 *
 * The SDK prints every error with `util.inspect(error, { colors: true })`. Up to Node 20, colouring package names in a
 * stack frame such as `node_modules/@pulumi/output.ts`, which the SDK's source maps contain, loops until the string is
 * too long: 20 to 40 seconds and gigabytes of memory. Without colours, Node does not search for package names.
 */
function inspectErrorsWithoutColours() {
  const { inspect } = util;
  const inspectPlain = (value, options, ...rest) =>
    value instanceof Error && options?.colors === true
      ? inspect(value, { ...options, colors: false })
      : inspect(value, options, ...rest);
  Object.defineProperties(inspectPlain, Object.getOwnPropertyDescriptors(inspect));
  util.inspect = inspectPlain;
}

module.exports = { inspectErrorsWithoutColours };
