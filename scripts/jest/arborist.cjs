"use strict";

// Requires the module by path, because Jest maps its name to this file.
const { dirname, join } = require("node:path");
const home = dirname(require.resolve("@npmcli/arborist/package.json"));
module.exports = require("./deferred.cjs").deferred(() => require(join(home, "lib", "index.js")));
