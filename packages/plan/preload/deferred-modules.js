"use strict";

const { join } = require("node:path");
const { Module } = require("node:module");
const { onModuleLoad } = require("./loaded-modules.js");

/** The file that exports the whole SDK, and the module in it that starts the Pulumi CLI, which a previewed program rarely uses. */
const INDEX = "index.js";
const AUTOMATION = "./automation";

/**
 * Maps files of @pulumi/pulumi to the modules that each file imports, but that few programs use:
 *
 * - The TypeScript compiler and npm's packages read functions and packages to serialize them, as dynamic providers and
 *   Lambda callbacks do.
 * - OpenTelemetry records traces, and js-yaml reads the manifests of pnpm.
 * - semver compares versions of resource packages.
 *
 * They take more than two thirds of the time that it takes to load the SDK.
 */
const DEFERRED = new Map([
  [INDEX, [AUTOMATION]],
  [join("runtime", "closure", "parseFunction.js"), ["../../typescript-shim"]],
  [join("runtime", "closure", "codePaths.js"), ["@npmcli/arborist", "normalize-package-data"]],
  [join("runtime", "closure", "rewriteSuper.js"), ["semver"]],
  [join("runtime", "manifest.js"), ["js-yaml"]],
  [join("runtime", "rpc.js"), ["semver"]],
  [join("cmd", "run", "run.js"), ["semver"]],
  [
    join("cmd", "run", "tracing.js"),
    [
      "@opentelemetry/resources",
      "@opentelemetry/sdk-trace-base",
      "@opentelemetry/exporter-zipkin",
      "@opentelemetry/instrumentation-grpc",
      "@opentelemetry/sdk-trace-node",
      "@opentelemetry/instrumentation",
    ],
  ],
]);

/**
 * Defers loading each of these modules until one of its exports is used.
 *
 * @param {(filename: string) => string | undefined} homeOf the directory of the SDK that contains a file
 */
function deferModules(homeOf) {
  const load = Module._load;
  /** The functions that load the modules of placeholders. */
  const loaders = new WeakMap();
  Module._load = function (request, parent, ...rest) {
    const importer = parent?.filename;
    const home = typeof importer === "string" ? homeOf(importer) : undefined;
    if (home === undefined || DEFERRED.get(importer.slice(home.length))?.includes(request) !== true)
      return load.call(this, request, parent, ...rest);
    let module;
    const loadOnce = () => (module ??= load.call(Module, request, parent, ...rest));
    const placeholder = createPlaceholder(loadOnce);
    loaders.set(placeholder, loadOnce);
    return placeholder;
  };
  onModuleLoad((exports, filename) => {
    const home = homeOf(filename);
    if (home === undefined || filename.slice(home.length) !== INDEX) return;
    const loadAutomation = loaders.get(exports.automation ?? {});
    if (loadAutomation !== undefined) exportOnRead(exports, "automation", loadAutomation);
  });
}

/** Returns an object with the exports of a module for compiled imports, which only read properties. */
function createPlaceholder(loadOnce) {
  return new Proxy(
    {},
    {
      get(_, name) {
        // Without this, the importer's compiled `import * as` would copy every property, which loads the module.
        if (name === "__esModule") return true;
        const module = loadOnce();
        return name === "default" && !module.__esModule ? module : module[name];
      },
    },
  );
}

/** Replaces an export, which programs can use in any way, by a property that loads the module when it is first read. */
function exportOnRead(exports, name, loadOnce) {
  const define = (value) => Object.defineProperty(exports, name, { value, ...PROPERTY, writable: true });
  Object.defineProperty(exports, name, {
    ...PROPERTY,
    get: () => define(loadOnce())[name],
    set: define,
  });
}

/** The attributes that an assignment gives to a new property. */
const PROPERTY = { configurable: true, enumerable: true };

module.exports = { deferModules };
