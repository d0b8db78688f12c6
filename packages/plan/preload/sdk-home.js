"use strict";

const { join, sep } = require("node:path");

const HOME = join("@pulumi", "pulumi") + sep;
const known = new Map();

/**
 * The folder of the SDK that a file belongs to, with a separator at its end; undefined for other files, and for an SDK
 * of another major version than the one that the changes made to it here were made for.
 */
function homeOf(filename) {
  const at = filename.lastIndexOf(HOME);
  if (at < 0) return undefined;
  const home = filename.slice(0, at + HOME.length);
  if (!known.has(home)) known.set(home, /^3\./.test(versionIn(home)));
  return known.get(home) ? home : undefined;
}

function versionIn(home) {
  try {
    return require(join(home, "package.json")).version;
  } catch {
    // A folder that is only named like the SDK's.
    return "";
  }
}

module.exports = { homeOf };
