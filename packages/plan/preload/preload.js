// This script runs before the previewed program, in the same process. NODE_OPTIONS loads it, because the SDK disables
// its support for ES modules if the command line contains --require. docs/embedded-engine.md describes each patch.
"use strict";

const { isMainThread } = require("node:worker_threads");

if (isMainThread && process.env.ROADBED_PRELOAD !== undefined) {
  const settings = JSON.parse(process.env.ROADBED_PRELOAD);
  // Processes that the program starts must get the caller's environment.
  delete process.env.ROADBED_PRELOAD;
  if (settings.nodeOptions === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = settings.nodeOptions;

  // The instrumentation is always on, because the result of a preview depends on it.
  require("./parent-watch.js").exitWithParent();
  require("./inspect.js").inspectErrorsWithoutColors();
  require("./stack-references.js").returnUnknownStackOutputs(settings.placeholderMark, settings.assumedLengths);
  require("./unknown-origins.js").sendUnknownOrigins(settings.unknownSignature);
  require("./lookup-results.js").returnPlaceholders(settings.placeholderMark, settings.assumedLengths);
  require("./source-positions.js").readModulePositions();
  if (settings.withheld.length > 0) require("./environment.js").recordReads(settings.withheld, settings.report);

  // The SDK patches are optional, because they only save time.
  if (settings.patchedMinors !== undefined) {
    const { patchedSdkHomes } = require("./sdk-home.js");
    const homeOf = patchedSdkHomes(settings.patchedMinors);
    require("./deferred-modules.js").deferModules(homeOf);
    require("./sdk-patches.js").patchSdk(homeOf, settings.debug);
    if (settings.standbyList !== undefined) require("./standby.js").standByBeforeRun(homeOf, settings.standbyList);
  }
  if (settings.modules !== undefined) require("./standby.js").reportModules(settings.modules);
}
