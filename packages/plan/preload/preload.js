// Loaded into the process of the program that is previewed, before anything else, through NODE_OPTIONS: options on the
// command line would make the SDK give up its support of ES modules.
"use strict";

const { isMainThread } = require("node:worker_threads");

if (isMainThread && process.env.ROADBED_PRELOAD !== undefined) {
  const settings = JSON.parse(process.env.ROADBED_PRELOAD);
  // What the program starts is to find the environment as the caller had it.
  delete process.env.ROADBED_PRELOAD;
  if (settings.nodeOptions === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = settings.nodeOptions;
  require("./parent-watch.js").endWithParent();
  require("./inspect.js").inspectErrorsWithoutColours();
  require("./deferred.js").deferModules();
  require("./sdk.js").speedUpSdk(settings.debug);
  if (settings.withheld.length > 0) require("./environment.js").recordReads(settings.withheld, settings.report);
}
