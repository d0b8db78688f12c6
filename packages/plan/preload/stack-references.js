"use strict";

const { join } = require("node:path");
const { onModuleLoad } = require("./loaded-modules.js");
const { sdkHomes } = require("./sdk-home.js");

/** The file of @pulumi/pulumi that defines `StackReference`. */
const STACK_REFERENCE = "stackReference.js";

/**
 * Makes every getter of a stack reference return unknown values if the outputs of the other stack are unknown.
 *
 * The getters that return plain values otherwise return undefined. An input with this value would be absent from the
 * plan, which is different from an unknown input.
 */
function returnUnknownStackOutputs() {
  const homeOf = sdkHomes();
  onModuleLoad((exports, filename) => {
    const home = homeOf(filename);
    if (home !== undefined && filename.slice(home.length) === STACK_REFERENCE) wrapGetters(exports, home);
  });
}

function wrapGetters({ StackReference }, home) {
  const prototype = StackReference?.prototype;
  const { unknown } = require(join(home, "output.js"));
  if (prototype === undefined || unknown === undefined) return;
  const wrap = (name, unknownResult) => {
    const original = prototype[name];
    if (typeof original !== "function") return;
    prototype[name] = async function (...parameters) {
      return (await this.outputs.isKnown) ? original.apply(this, parameters) : unknownResult;
    };
  };
  wrap("getOutputValue", unknown);
  wrap("requireOutputValue", unknown);
  // The output may be a secret, so each of the two properties is unknown.
  wrap("getOutputDetails", { value: unknown, secretValue: unknown });
}

module.exports = { returnUnknownStackOutputs };
