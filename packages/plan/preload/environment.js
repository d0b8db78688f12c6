"use strict";

const { appendFileSync } = require("node:fs");

/**
 * Records which withheld variables the program reads, because the plan can depend on these variables.
 *
 * @param {string[]} names the withheld variables
 * @param {string} report the file that receives the names, one per line
 */
function recordReads(names, report) {
  const unread = new Set(names);
  const record = (name) => {
    if (unread.delete(name)) appendFileSync(report, `${name}\n`);
  };
  process.env = new Proxy(process.env, {
    get(target, name) {
      record(name);
      return target[name];
    },
    has(target, name) {
      record(name);
      return name in target;
    },
    getOwnPropertyDescriptor(target, name) {
      record(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    // A variable that the program sets itself is not withheld.
    set(target, name, value) {
      unread.delete(name);
      target[name] = value;
      return true;
    },
  });
}

module.exports = { recordReads };
