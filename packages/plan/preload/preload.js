// Runs first in the process of the previewed program. NODE_OPTIONS loads it: if the command line contained --require, the
// SDK would disable its support for ES modules. docs/embedded-engine.md describes each patch.
"use strict";

const { isMainThread } = require("node:worker_threads");

if (isMainThread && process.env.ROADBED_PRELOAD !== undefined) {
  const settings = JSON.parse(process.env.ROADBED_PRELOAD);
  // Processes that the program starts get the caller's environment.
  delete process.env.ROADBED_PRELOAD;
  if (settings.nodeOptions === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = settings.nodeOptions;

  // Instrumentation: a preview depends on it.
  require("./parent-watch.js").exitWithParent();
  require("./inspect.js").inspectErrorsWithoutColours();
  if (settings.withheld.length > 0) require("./environment.js").recordReads(settings.withheld, settings.report);

  // Patches of the SDK: they only save time.
  if (settings.patchedMinors !== undefined) {
    const { patchedSdkHomes } = require("./sdk-home.js");
    const homeOf = patchedSdkHomes(settings.patchedMinors);
    require("./deferred-modules.js").deferModules(homeOf);
    require("./sdk-patches.js").patchSdk(homeOf, settings.debug);
  }
}
