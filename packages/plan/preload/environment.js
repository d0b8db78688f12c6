"use strict";

const { appendFileSync } = require("node:fs");

/**
 * Writes down which of the withheld variables the program asks for: what it does without them may be another plan.
 *
 * @param {string[]} names of the variables
 * @param {string} report path of the file to which the names go, one a line
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
    // What the program sets itself is not withheld from it.
    set(target, name, value) {
      unread.delete(name);
      target[name] = value;
      return true;
    },
  });
}

module.exports = { recordReads };
