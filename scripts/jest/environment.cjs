"use strict";

const { TestEnvironment } = require("jest-environment-node");
const { trackStorages } = require("./async-storages.cjs");
const { shareScripts } = require("./shared-scripts.cjs");

shareScripts();
const { disableStorages } = trackStorages();

/** Runs a test file with scripts that the files of a worker share, and cleans up what would slow down the next file. */
module.exports = class extends TestEnvironment {
  async teardown() {
    disableStorages();
    await super.teardown();
  }
};
