"use strict";

const { setInterval } = require("node:timers");

const INTERVAL_MILLISECONDS = 1000;

/** Ends this process when the one that started it is gone: nobody is left to end it otherwise. */
function endWithParent() {
  const parent = process.ppid;
  const check = () => {
    if (process.ppid !== parent) process.exit(1);
  };
  setInterval(check, INTERVAL_MILLISECONDS).unref();
}

module.exports = { endWithParent };
