"use strict";

const util = require("node:util");

/**
 * Makes `util.inspect` print errors without colors.
 *
 * The SDK prints every error with `util.inspect(error, { colors: true })`. The SDK's source maps produce stack frames
 * such as `node_modules/@pulumi/output.ts`. In Node.js 20 and earlier, coloring the package name in such a frame loops
 * until the string is too long, which takes 20 to 40 seconds and gigabytes of memory. Without colors, Node.js does not
 * search for package names.
 */
function inspectErrorsWithoutColors() {
  const { inspect } = util;
  const inspectPlain = (value, options, ...rest) =>
    value instanceof Error && options?.colors === true
      ? inspect(value, { ...options, colors: false })
      : inspect(value, options, ...rest);
  Object.defineProperties(inspectPlain, Object.getOwnPropertyDescriptors(inspect));
  util.inspect = inspectPlain;
}

module.exports = { inspectErrorsWithoutColors };
