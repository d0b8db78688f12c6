"use strict";

const { Module } = require("node:module");

const listeners = [];

/**
 * Calls a function with the exports of each CommonJS module and its file, after the module was loaded.
 *
 * The function wraps `Module.prototype.load`, because loaders such as tsx replace the functions in `Module._extensions`.
 *
 * @param {(exports: unknown, filename: string) => void} listener
 */
function onModuleLoad(listener) {
  listeners.push(listener);
  if (listeners.length > 1) return;
  const { load } = Module.prototype;
  Module.prototype.load = function (filename) {
    load.call(this, filename);
    for (const notify of listeners) notify(this.exports, filename);
  };
}

module.exports = { onModuleLoad };
