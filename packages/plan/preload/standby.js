"use strict";

const { closeSync, readFileSync, readSync, writeFileSync } = require("node:fs");
const { Module } = require("node:module");
const { join, sep } = require("node:path");

/** The pipe on which the parent process sends one byte when the program starts. */
const PIPE = 3;
const RETRY_MILLISECONDS = 5;

/**
 * Writes the files of all CommonJS modules in the order in which they were loaded, when the process exits.
 *
 * @param {string} report the file that receives the paths, one per line
 */
function reportModules(report) {
  process.on("exit", () => {
    try {
      writeFileSync(report, Object.keys(require.cache).join("\n"));
    } catch {
      // An error would change the exit code. Without the list, the next preview only takes longer.
    }
  });
}

/** The module of the SDK that runs the program, relative to the directory of the SDK, and the module that imports it. */
const RUNNER = { importer: join("cmd", "run", "index.js"), request: "./run" };

/**
 * Makes the SDK load modules of packages when it is about to run the program, and then waits until the program starts. At
 * this time, the main module and the environment are those that the program gets.
 *
 * @param {(filename: string) => string | undefined} homeOf the directory of the SDK that contains a file
 * @param {string} list the file with the paths of the modules in the order in which a previous process loaded them
 */
function standByBeforeRun(homeOf, list) {
  const load = Module._load;
  let isWaiting = true;
  Module._load = function (request, parent, ...rest) {
    const exports = load.call(this, request, parent, ...rest);
    const importer = parent?.filename ?? "";
    if (!isWaiting || request !== RUNNER.request || homeOf(importer) === undefined) return exports;
    if (importer.slice(homeOf(importer).length) !== RUNNER.importer) return exports;
    isWaiting = false;
    loadPackages(parent, readFileSync(list, "utf8").split("\n"));
    waitForStart();
    return exports;
  };
}

/**
 * Loads modules with the arguments that modules have when a program loads them.
 *
 * @throws Error if a package loads a file that is not installed, because the file can still change
 */
function loadPackages(parent, modules) {
  const known = new Set(Object.keys(require.cache));
  const { argv } = process;
  // The SDK removes its own arguments before it runs a program.
  process.argv = argv.slice(0, 2);
  for (const file of modules) parent.require(file);
  process.argv = argv;
  const outside = Object.keys(require.cache).find((file) => !known.has(file) && !isInstalled(file));
  if (outside !== undefined) throw new Error(`An installed package loads ${outside}, which is not installed.`);
}

const isInstalled = (file) => file.split(sep).includes("node_modules");

/** Blocks the whole process, so that timers and promises of packages run only after the program has started. */
function waitForStart() {
  for (;;) {
    try {
      // The pipe ends when the parent process exits.
      if (readSync(PIPE, Buffer.alloc(1)) === 0) process.exit(1);
      break;
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLISECONDS);
    }
  }
  closeSync(PIPE);
}

module.exports = { reportModules, standByBeforeRun };
