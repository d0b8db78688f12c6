"use strict";

const { join } = require("node:path");
const { onModuleLoad } = require("./loaded-modules.js");

/** The patched files of @pulumi/pulumi, each with a function that receives the exports of the file. */
const PATCHES = {
  [join("runtime", "debuggable.js")]: omitPromiseStacks,
  [join("log", "index.js")]: dropDebugMessages,
  ["resource.js"]: cacheCallSites,
};

/**
 * Removes three costs that make a large preview slow: capturing a stack trace for every promise, making a remote call
 * for every debug message, and applying source maps to every stack frame of every resource. The program's behavior
 * stays the same. If a file does not have the exports that a patch expects, the patch changes nothing.
 *
 * @param {(filename: string) => string | undefined} homeOf the directory of the SDK that contains a file
 * @param {boolean} debug whether debug messages are delivered
 */
function patchSdk(homeOf, debug) {
  onModuleLoad((exports, filename) => {
    const home = homeOf(filename);
    if (home !== undefined) PATCHES[filename.slice(home.length)]?.(exports, { home, debug });
  });
}

/**
 * Tracks promises without their stack traces and without a second promise for each. When the program ends, the SDK
 * still reports promises that never settled.
 */
function omitPromiseStacks(exports, { home }) {
  const { debuggablePromise } = exports;
  // If this variable is set, the user wants the stack traces.
  if (typeof debuggablePromise !== "function" || process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const { getStore } = require(join(home, "runtime", "state.js"));
  // The first call also installs the check for promises that never settle.
  let isFirst = true;
  exports.debuggablePromise = (promise, context) => {
    const { leakCandidates } = getStore();
    if (isFirst || !(leakCandidates instanceof Set)) {
      isFirst = false;
      return debuggablePromise(promise, context);
    }
    leakCandidates.add(promise);
    const settle = () => leakCandidates.delete(promise);
    return promise.then(
      (value) => {
        settle();
        return value;
      },
      (error) => {
        settle();
        throw error;
      },
    );
  };
}

function dropDebugMessages(exports, { debug }) {
  if (!debug && typeof exports.debug === "function") exports.debug = () => Promise.resolve();
}

/**
 * Makes `Resource.callsites` map each source position only once. The original prints and parses a whole stack trace and
 * applies source maps to every frame, although the same position always results in the same frame.
 */
function cacheCallSites({ Resource }) {
  if (typeof Resource?.callsites !== "function" || !(Resource.framePositionRegExp instanceof RegExp)) return;
  const positions = new Map();
  const positionOf = (site, prepare) => {
    const file = site.getFileName();
    if (!file) return {};
    const key = `${file}:${site.getLineNumber()}:${site.getColumnNumber()}`;
    if (!positions.has(key)) positions.set(key, parse(print(site, prepare), Resource.framePositionRegExp));
    return positions.get(key);
  };
  Resource.callsites = () => {
    const { prepareStackTrace, stackTraceLimit } = Error;
    try {
      Error.prepareStackTrace = (_, sites) => sites;
      Error.stackTraceLimit = Number.POSITIVE_INFINITY;
      return new Error().stack.map((site) => positionOf(site, prepareStackTrace));
    } finally {
      Error.prepareStackTrace = prepareStackTrace;
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}

/** Returns a frame as a line of a stack trace. If `prepare` is defined, it is the hook that applies source maps. */
function print(site, prepare) {
  if (typeof prepare !== "function") return `    at ${site}`;
  return String(prepare(new Error(), [site]))
    .split("\n")
    .at(-1);
}

function parse(frame, pattern) {
  const { file, line, column } = pattern.exec(frame)?.groups ?? {};
  if (!file || file.startsWith("node:")) return {};
  return { file, line: Number(line), column: Number(column) };
}

module.exports = { patchSdk };
