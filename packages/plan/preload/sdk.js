"use strict";

const { join } = require("node:path");
const { Module } = require("node:module");
const { homeOf } = require("./sdk-home.js");

/** The files of @pulumi/pulumi that are changed, each by a function that is given what the file exports. */
const CHANGES = {
  [join("runtime", "debuggable.js")]: forgetPromiseStacks,
  [join("log", "index.js")]: dropDebugMessages,
  ["resource.js"]: rememberCallSites,
};

/**
 * Takes the three costs away that make a large preview slow, without changing what the program does: a stack trace for
 * every promise, a remote call for every debug message, and source maps applied again to every frame of every resource.
 * Each change looks at what it finds and leaves an SDK alone that it does not know.
 *
 * @param {boolean} debug whether debug messages are wanted
 */
function speedUpSdk(debug) {
  const load = Module._extensions[".js"];
  Module._extensions[".js"] = (module, filename) => {
    load(module, filename);
    const home = homeOf(filename);
    if (home !== undefined) CHANGES[filename.slice(home.length)]?.(module.exports, { home, debug });
  };
}

/**
 * Promises are still tracked, so that one that never settles is still found when the program ends; only their stacks are
 * not taken, and no second promise is made of each.
 */
function forgetPromiseStacks(exports, { home }) {
  const { debuggablePromise } = exports;
  // Whoever sets this asks for those stacks.
  if (typeof debuggablePromise !== "function" || process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const { getStore } = require(join(home, "runtime", "state.js"));
  // Its first call also sets up the search for what never settled.
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
 * `Resource.callsites` parses the text of a whole stack, every frame of which goes through source maps. A frame at the
 * same place always gives the same text, so each place is mapped once.
 */
function rememberCallSites({ Resource }) {
  if (typeof Resource?.callsites !== "function" || !(Resource.framePositionRegExp instanceof RegExp)) return;
  const positions = new Map();
  const positionOf = (site, prepare) => {
    const file = site.getFileName();
    if (!file) return {};
    const place = `${file}:${site.getLineNumber()}:${site.getColumnNumber()}`;
    if (!positions.has(place)) positions.set(place, parse(print(site, prepare), Resource.framePositionRegExp));
    return positions.get(place);
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

/** A frame as it stands in a stack; `prepare` is the hook that source maps are applied by, if there is one. */
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

module.exports = { speedUpSdk };
