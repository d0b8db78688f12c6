"use strict";

const { join } = require("node:path");
const { onModuleLoad } = require("./loaded-modules.js");
const { createPlaceholder, lengthReporter } = require("./placeholders.js");
const { sdkHomes } = require("./sdk-home.js");

/** The file of @pulumi/pulumi that defines `StackReference`. */
const STACK_REFERENCE = "stackReference.js";

/**
 * Makes the getters of a stack reference return unknown values for unknown outputs, even if other outputs are known.
 *
 * The SDK's getters treat all outputs as unknown if one of them is, such as a secret that an answer file does not contain. The
 * getters of plain values return undefined instead, so an input would be absent from the plan.
 *
 * @param {string} mark the beginning of every placeholder's label
 * @param {string} report the file that receives the lookups in which the program uses the length of an unknown array
 */
function returnUnknownStackOutputs(mark, report) {
  const homeOf = sdkHomes();
  const reportLength = lengthReporter(report);
  onModuleLoad((exports, filename) => {
    const home = homeOf(filename);
    if (home === undefined || filename.slice(home.length) !== STACK_REFERENCE) return;
    const { prototype } = exports.StackReference ?? {};
    const outputs = require(join(home, "output.js"));
    if (prototype === undefined || outputs.unknown === undefined) return;
    wrapOutputGetters(prototype, outputs);
    wrapValueGetters(prototype, (reference, stack, name) =>
      createPlaceholder(`${mark}-${stack}-${name}`, () => reportLength(`${reference.__pulumiType} ${stack}`)),
    );
  });
}

/** Makes the getters of outputs return known outputs even if other outputs are unknown. */
function wrapOutputGetters(prototype, { all, output, Output, unknown, isUnknown }) {
  const { getOutput, requireOutput } = prototype;
  if (typeof getOutput !== "function" || typeof requireOutput !== "function") return;
  const wrap = (select) =>
    function (name) {
      const value = all([output(this.name), output(name), this.outputs]).apply(
        ([stack, key, values]) => (isUnknown(values) || isUnknown(key) ? unknown : select(stack, key, values)),
        // Also run with unknown values.
        true,
      );
      const { isSecret } = getOutput.call(this, name);
      return new Output(value.resources(), value.promise(true), value.isKnown, isSecret, value.allResources());
    };
  prototype.getOutput = wrap((_, key, values) => values[key]);
  prototype.requireOutput = wrap((stack, key, values) => {
    if (!Object.hasOwn(values, key)) throw new Error(`Required output '${key}' does not exist on stack '${stack}'.`);
    return values[key];
  });
}

/** Makes the getters of plain values return placeholders for unknown outputs. */
function wrapValueGetters(prototype, placeholderOf) {
  const wrap = (getter, unknownResult) => {
    const original = prototype[getter];
    if (typeof original !== "function") return;
    prototype[getter] = async function (name) {
      const output = this.getOutput(name);
      const [isKnown, isSecret, stack] = await Promise.all([output.isKnown, output.isSecret, this.name.promise()]);
      // For a secret, some of the SDK's getters throw an error.
      if (isKnown || (isSecret && getter !== "getOutputDetails")) return original.call(this, name);
      return unknownResult(placeholderOf(this, stack, name), isSecret);
    };
  };
  wrap("getOutputValue", (placeholder) => placeholder);
  wrap("requireOutputValue", (placeholder) => placeholder);
  // If no output is known, the output may be a secret, so each of the two properties is unknown.
  wrap("getOutputDetails", (placeholder, isSecret) =>
    isSecret ? { secretValue: placeholder } : { value: placeholder, secretValue: placeholder },
  );
}

module.exports = { returnUnknownStackOutputs };
