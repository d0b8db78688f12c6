// Loaded into the node processes that the Pulumi CLI starts, when the answers to look-ups are to be recorded.
"use strict";

const { appendFileSync } = require("node:fs");
const { Module } = require("node:module");
const { join } = require("node:path");
const { isMainThread } = require("node:worker_threads");
const { homeOf } = require("./sdk-home.js");

/**
 * Writes down what the SDK asks its engine and is told, one JSON document a line. Of a call whose arguments hold a secret only
 * the function is written: on the wire they are plain.
 *
 * @param {string} file
 */
function recordLookups(file) {
  const secrets = new SecretArguments();
  const changes = {
    [join("proto", "resource_grpc_pb.js")]: (exports) =>
      wrapInvoke(exports.ResourceMonitorClient?.prototype, file, secrets),
    [join("runtime", "rpc.js")]: (exports) => secrets.watch(exports),
  };
  const load = Module._extensions[".js"];
  Module._extensions[".js"] = (module, filename) => {
    load(module, filename);
    const home = homeOf(filename);
    if (home !== undefined) changes[filename.slice(home.length)]?.(module.exports);
  };
}

/** Which arguments held a secret before they were made plain. */
class SecretArguments {
  #isWatching = false;
  #texts = new Set();

  watch(exports) {
    const { unwrapSecretValues } = exports;
    if (typeof unwrapSecretValues !== "function") return;
    this.#isWatching = true;
    exports.unwrapSecretValues = (value) => {
      const unwrapped = unwrapSecretValues(value);
      if (unwrapped[1] === true) this.#texts.add(spell(unwrapped[0]));
      return unwrapped;
    };
  }

  /** An SDK that does not tell may always have been given one. */
  has(values) {
    return !this.#isWatching || this.#texts.has(spell(values)) || configured().some((text) => holds(values, text));
  }
}

function wrapInvoke(prototype, file, secrets) {
  const invoke = prototype?.invoke;
  if (typeof invoke !== "function") return;
  prototype.invoke = function (request, ...rest) {
    const at = rest.findLastIndex((parameter) => typeof parameter === "function");
    const callback = rest[at];
    if (callback !== undefined)
      rest[at] = (error, response) => {
        if (!error) record(request, response);
        callback(error, response);
      };
    return invoke.call(this, request, ...rest);
  };

  function record(request, response) {
    const result = response.getReturn()?.toJavaScript();
    if (result === undefined || response.getFailuresList().length > 0) return;
    const token = request.getTok();
    const values = request.getArgs()?.toJavaScript() ?? {};
    const line =
      secrets.has(values) || configured().some((text) => holds(result, text))
        ? { token, secretArguments: true }
        : { token, provider: request.getProvider(), arguments: values, result };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }
}

/** Shorter ones would be found everywhere. */
const SHORTEST_SECRET_CHARACTERS = 4;

/** The secrets of the stack's configuration, which a program may pass on without marking them. */
function configured() {
  const values = JSON.parse(process.env.PULUMI_CONFIG ?? "{}");
  const keys = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]");
  return keys
    .map((key) => values[key] ?? values[key.replace(":", ":config:")])
    .filter((text) => typeof text === "string" && text.length >= SHORTEST_SECRET_CHARACTERS);
}

function holds(value, text) {
  if (typeof value === "string") return value.includes(text);
  return typeof value === "object" && value !== null && Object.values(value).some((member) => holds(member, text));
}

/** The same text for the same values, in whatever order their names are. */
function spell(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${spell(value[name])}`).join()}}`;
}

const file = process.env.ROADBED_RECORD_LOOKUPS;
if (isMainThread && file !== undefined) {
  // What the program starts is not the program.
  delete process.env.ROADBED_RECORD_LOOKUPS;
  recordLookups(file);
}
