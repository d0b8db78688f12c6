"use strict";

// By its path: its name leads here.
const { dirname, join } = require("node:path");
const home = dirname(require.resolve("@npmcli/arborist/package.json"));
module.exports = require("./deferred.cjs").deferred(() => require(join(home, "lib", "index.js")));
