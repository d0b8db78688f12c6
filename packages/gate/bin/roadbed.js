#!/usr/bin/env node
// Committed, not built: npm links a bin at install time only if its file is there.
require("../dist/main.js").main();
