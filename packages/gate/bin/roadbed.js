#!/usr/bin/env node
// Committed, not built: npm links a bin at install time only if its file is there.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const main = join(module.path, "..", "dist", "cli", "main.js");
if (existsSync(main)) {
  require(main).main();
} else {
  console.error("error: This checkout is not built; run `npm run build` at its root.");
  process.exitCode = 1;
}
