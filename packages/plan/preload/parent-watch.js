"use strict";

const { setInterval } = require("node:timers");

const INTERVAL_MILLISECONDS = 1000;

/** Exits when the parent process no longer exists, because nothing else would end this process. */
function exitWithParent() {
  const parent = process.ppid;
  const check = () => {
    if (process.ppid !== parent) process.exit(1);
  };
  setInterval(check, INTERVAL_MILLISECONDS).unref();
}

module.exports = { exitWithParent };
