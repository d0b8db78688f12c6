"use strict";

const hooks = require("node:async_hooks");

/**
 * Records each `AsyncLocalStorage` that a test file creates, so that it can be disabled when the file has finished.
 *
 * Every test file loads its own copy of the SDK, which creates a storage. Node.js 20 copies the value of each storage that
 * was ever used to each new promise. The storages of finished files would make every later promise in the same worker
 * slower, and keep the modules of their files in memory.
 */
exports.trackStorages = () => {
  const storages = new Set();
  hooks.AsyncLocalStorage = class AsyncLocalStorage extends hooks.AsyncLocalStorage {
    constructor(...parameters) {
      super(...parameters);
      storages.add(this);
    }
  };
  return {
    disableStorages() {
      for (const storage of storages) storage.disable();
      storages.clear();
    },
  };
};
