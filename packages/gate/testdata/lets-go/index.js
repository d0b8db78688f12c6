const { spawn } = require("node:child_process");
const { Thing } = require("../resources");

// In a session of its own, with the program's pipes: it holds them open when the program has ended.
spawn("sleep", ["30"], { detached: true, stdio: "inherit" }).unref();
new Thing("first", {});
