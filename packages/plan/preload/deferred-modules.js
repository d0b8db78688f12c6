"use strict";

const { join } = require("node:path");
const { Module } = require("node:module");

/**
 * Maps files of @pulumi/pulumi to the module that each file imports. The files need these modules only to serialize
 * functions, as dynamic providers and Lambda callbacks do. The modules, which are the TypeScript compiler and npm's
 * resolver, take two thirds of the time that it takes to load the SDK.
 */
const DEFERRED = {
  [join("runtime", "closure", "parseFunction.js")]: "../../typescript-shim",
  [join("runtime", "closure", "codePaths.js")]: "@npmcli/arborist",
};

/**
 * Defers loading each of these modules until one of its exports is used.
 *
 * @param {(filename: string) => string | undefined} homeOf the directory of the SDK that contains a file
 */
function deferModules(homeOf) {
  const load = Module._load;
  Module._load = function (request, parent, ...rest) {
    const importer = parent?.filename;
    const home = typeof importer === "string" ? homeOf(importer) : undefined;
    if (home === undefined || DEFERRED[importer.slice(home.length)] !== request)
      return load.call(this, request, parent, ...rest);
    let module;
    return new Proxy(
      {},
      {
        get(_, name) {
          // Without this, the importer's compiled `import * as` would copy every property, which loads the module.
          if (name === "__esModule") return true;
          module ??= load.call(Module, request, parent, ...rest);
          return module[name];
        },
      },
    );
  };
}

module.exports = { deferModules };
