"use strict";

// Lints with the rules of this repository, and with the ESLint rules that @roadbed/policies offers to authors of rules.
const { rules } = require("@roadbed/policies/eslint");
const { plugin } = require("./retired-words.cjs");

module.exports = { meta: { name: "roadbed" }, rules: { ...plugin.rules, ...rules } };
