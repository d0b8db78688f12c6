"use strict";

const { join, sep } = require("node:path");

const HOME = join("@pulumi", "pulumi") + sep;

/**
 * Returns a function that maps a file to the directory of the @pulumi/pulumi 3 that contains it, with a trailing
 * separator, or to undefined for other files and versions.
 *
 * @param {(minor: number) => boolean} [includesMinor] restricts the minor versions
 */
function sdkHomes(includesMinor = () => true) {
  const known = new Map();
  return (filename) => {
    const start = filename.lastIndexOf(HOME);
    if (start < 0) return undefined;
    const home = filename.slice(0, start + HOME.length);
    if (!known.has(home)) {
      const [, minor] = /^3\.(\d+)\./.exec(readVersion(home)) ?? [];
      known.set(home, minor !== undefined && includesMinor(Number(minor)));
    }
    return known.get(home) ? home : undefined;
  };
}

/** Works like `sdkHomes` for a range of minor versions, including both ends. */
const patchedSdkHomes = ({ oldest, newest }) => sdkHomes((minor) => minor >= oldest && minor <= newest);

function readVersion(home) {
  try {
    return require(join(home, "package.json")).version;
  } catch {
    // The directory has the name of an SDK directory, but does not contain an SDK.
    return "";
  }
}

module.exports = { sdkHomes, patchedSdkHomes };
