"use strict";

const { findSourceMap, Module, syncBuiltinESMExports } = require("node:module");
const { join, sep } = require("node:path");
const { fileURLToPath } = require("node:url");
const { onModuleLoad } = require("./loaded-modules.js");
const { sdkHomes } = require("./sdk-home.js");

/** The file of the package that the SDK uses to apply source maps. */
const SOURCE_MAP_SUPPORT = sep + join("source-map-support", "source-map-support.js");

/**
 * Makes the SDK determine the source positions of resources in ES modules. Otherwise, it finds no position if a stack
 * frame has no function name, as at the top level of an ES module, and does not convert the URLs of ES modules to paths.
 */
function readModulePositions() {
  const homeOf = sdkHomes();
  onModuleLoad((exports, filename) => {
    if (filename.endsWith(SOURCE_MAP_SUPPORT)) addModuleSourceMaps(exports);
    const home = homeOf(filename);
    if (home !== undefined && filename.slice(home.length) === "resource.js") replaceFramePattern(exports);
  });
  keepModuleSourceMaps();
}

/** Matches a stack frame without a function name. */
const UNNAMED_FRAME = /^\s*at (?:async )?(?<file>[^\s(].*):(?<line>[0-9]+):(?<column>[0-9]+)$/;

/** The SDK's pattern for stack frames, which also matches the frames of ES modules. */
class FramePattern extends RegExp {
  exec(frame) {
    const match = super.exec(frame) ?? UNNAMED_FRAME.exec(frame);
    const file = match?.groups?.file;
    if (file?.startsWith("file:")) match.groups.file = fileURLToPath(file);
    return match;
  }
}

function replaceFramePattern({ Resource }) {
  const pattern = Resource?.framePositionRegExp;
  if (pattern instanceof RegExp) Resource.framePositionRegExp = new FramePattern(pattern);
}

/**
 * Makes Node.js keep the source maps of modules if hooks compile modules, as TypeScript loaders do. Without hooks, the
 * files of ES modules are the sources.
 */
function keepModuleSourceMaps() {
  const keep = () => process.setSourceMapsEnabled?.(true);
  if (process.execArgv.some((argument) => /^--(?:experimental-)?loader(?:=|$)/.test(argument))) keep();
  const { register } = Module;
  if (register === undefined) return;
  Module.register = (...parameters) => {
    keep();
    return register.apply(Module, parameters);
  };
  syncBuiltinESMExports();
}

/** Makes the package apply the source maps that Node.js keeps. The package itself looks for source maps on disk. */
function addModuleSourceMaps({ install }) {
  if (typeof install !== "function") return;
  const toPath = (source) => (source.startsWith("file:") ? fileURLToPath(source) : source);
  const retrieveSourceMap = (url) => {
    const map = url.startsWith("file:") ? findSourceMap(url)?.payload : undefined;
    // The package cannot resolve a source that is a URL.
    return map === undefined ? null : { url: fileURLToPath(url), map: { ...map, sources: map.sources.map(toPath) } };
  };
  install({ retrieveSourceMap });
}

module.exports = { readModulePositions };
