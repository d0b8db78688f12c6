"use strict";

module.exports = require("./deferred.cjs").deferred(() => require("@pulumi/pulumi/typescript-shim"));
