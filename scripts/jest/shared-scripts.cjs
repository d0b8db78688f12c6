"use strict";

const vm = require("node:vm");

/**
 * Makes the test files of a worker share the compiled code of modules.
 *
 * Jest compiles each module for each test file with `vm.compileFunction`, and V8 does not reuse the result. A `vm.Script`
 * is compiled once and runs in the context of each test file, so values stay separate. It also keeps the code of the
 * functions that V8 compiled when they were first called.
 */
exports.shareScripts = () => {
  const scripts = new Map();
  const { compileFunction } = vm;

  const compile = (source, head, filename) => {
    const known = scripts.get(filename);
    if (known?.source === source && known.head === head) return known.script;
    // The offset keeps the columns of the first line.
    const script = new vm.Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
    scripts.set(filename, { source, head, script });
    return script;
  };

  vm.compileFunction = (source, parameters, options) => {
    // Only Jest compiles modules for another context. Tests can use the function too.
    if (options?.parsingContext === undefined || options.filename === undefined)
      return compileFunction(source, parameters, options);
    let script;
    try {
      script = compile(source, `(function (${parameters.join(", ")}) {`, options.filename);
    } catch {
      // The original call throws the error in the form that Jest expects.
      return compileFunction(source, parameters, options);
    }
    return script.runInContext(options.parsingContext);
  };
};
