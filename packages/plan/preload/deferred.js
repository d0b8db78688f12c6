"use strict";

const { join } = require("node:path");
const { Module } = require("node:module");
const { homeOf } = require("./sdk-home.js");

/**
 * What files of @pulumi/pulumi import and use only to write functions of a program down, as dynamic providers and Lambda
 * callbacks need it: the TypeScript compiler and npm's resolver, two thirds of the time that the SDK takes to load.
 */
const DEFERRED = {
  [join("runtime", "closure", "parseFunction.js")]: "../../typescript-shim",
  [join("runtime", "closure", "codePaths.js")]: "@npmcli/arborist",
};

/** Lets those modules load when something of them is used. */
function deferModules() {
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
          // The importer's compiled `import * as` would otherwise copy every property at once.
          if (name === "__esModule") return true;
          module ??= load.call(Module, request, parent, ...rest);
          return module[name];
        },
      },
    );
  };
}

module.exports = { deferModules };
