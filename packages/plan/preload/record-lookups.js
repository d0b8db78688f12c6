// This file is loaded into the Node processes that the Pulumi CLI starts. It records the answers to data source
// lookups.
"use strict";

const { appendFileSync } = require("node:fs");
const { join } = require("node:path");
const { isMainThread } = require("node:worker_threads");
const { onModuleLoad } = require("./loaded-modules.js");
const { sdkHomes } = require("./sdk-home.js");

/**
 * Records each call of a provider function with its arguments and result, and each read of a resource or of another stack
 * with its ID and the properties, as one JSON document per line. If the
 * arguments contain a secret, only the function's name is recorded, because the SDK passes the secret as a plain value.
 *
 * @param {string} file the file that receives the recording
 */
function recordLookups(file) {
  const homeOf = sdkHomes();
  const secrets = new SecretArguments();
  const patches = {
    [join("proto", "resource_grpc_pb.js")]: (exports) =>
      wrapClient(exports.ResourceMonitorClient?.prototype, file, secrets),
    [join("runtime", "rpc.js")]: (exports) => secrets.watch(exports),
  };
  onModuleLoad((exports, filename) => {
    const home = homeOf(filename);
    if (home !== undefined) patches[filename.slice(home.length)]?.(exports);
  });
}

/** Remembers which arguments contained a secret before the SDK unwrapped it. */
class SecretArguments {
  #isWatching = false;
  #keys = new Set();

  watch(exports) {
    const { unwrapSecretValues } = exports;
    if (typeof unwrapSecretValues !== "function") return;
    this.#isWatching = true;
    exports.unwrapSecretValues = (value) => {
      const unwrapped = unwrapSecretValues(value);
      if (unwrapped[1] === true) this.#keys.add(canonicalJson(unwrapped[0]));
      return unwrapped;
    };
  }

  /** Assumes a secret if the SDK does not report which arguments contain one. */
  has(values) {
    return (
      !this.#isWatching ||
      this.#keys.has(canonicalJson(values)) ||
      configuredSecrets().some((secret) => contains(values, secret))
    );
  }
}

function wrapClient(prototype, file, secrets) {
  const write = (token, provider, values, result) => {
    const isSecret = secrets.has(values) || configuredSecrets().some((secret) => contains(result, secret));
    const line = isSecret ? { token, secretArguments: true } : { token, provider, arguments: values, result };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  wrapMethod(prototype, "invoke", (request, response) => {
    const result = response.getReturn()?.toJavaScript();
    if (result === undefined || response.getFailuresList().length > 0) return;
    write(request.getTok(), request.getProvider(), request.getArgs()?.toJavaScript() ?? {}, result);
  });
  wrapMethod(prototype, "readResource", (request, response) => {
    const properties = response.getProperties()?.toJavaScript() ?? {};
    if (request.getType() === STACK_REFERENCE)
      write(
        STACK_REFERENCE,
        "",
        { id: request.getId() },
        withSecrets(properties.outputs, properties.secretOutputNames),
      );
    else
      write(
        request.getType(),
        request.getProvider(),
        { id: request.getId() },
        withSecrets(properties, request.getAdditionalsecretoutputsList()),
      );
  });
}

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** Returns values in which masked secrets replace the named ones. */
function withSecrets(values, names) {
  const masked = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "[secret]",
  };
  const present = (names ?? []).filter((name) => Object.hasOwn(values ?? {}, name));
  return { ...values, ...Object.fromEntries(present.map((name) => [name, masked])) };
}

/** Calls a function with the request and the response of each successful call of a method. */
function wrapMethod(prototype, method, record) {
  const original = prototype?.[method];
  if (typeof original !== "function") return;
  prototype[method] = function (request, ...rest) {
    const at = rest.findLastIndex((parameter) => typeof parameter === "function");
    const callback = rest[at];
    if (callback !== undefined)
      rest[at] = (error, response) => {
        if (!error) record(request, response);
        callback(error, response);
      };
    return original.call(this, request, ...rest);
  };
}

/** The minimum length of a secret to search for. Shorter secrets would match unrelated values. */
const MIN_SECRET_CHARACTERS = 4;

/** Returns the secrets of the stack's configuration, which a program can pass on without marking them. */
function configuredSecrets() {
  const values = JSON.parse(process.env.PULUMI_CONFIG ?? "{}");
  const keys = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]");
  return keys
    .map((key) => values[key] ?? values[key.replace(":", ":config:")])
    .filter((value) => typeof value === "string" && value.length >= MIN_SECRET_CHARACTERS);
}

function contains(value, secret) {
  if (typeof value === "string") return value.includes(secret);
  return typeof value === "object" && value !== null && Object.values(value).some((member) => contains(member, secret));
}

/** Returns the same JSON for equal values, regardless of the order of their members. */
function canonicalJson(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`).join()}}`;
}

const file = process.env.ROADBED_RECORD_LOOKUPS;
if (isMainThread && file !== undefined) {
  // Lookups in processes that the program starts are not recorded.
  delete process.env.ROADBED_RECORD_LOOKUPS;
  recordLookups(file);
}
