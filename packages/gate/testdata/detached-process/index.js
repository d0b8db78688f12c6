const { spawn } = require("node:child_process");
const { Thing } = require("../resources");

// A separate session with the pipes of the program, which stay open after the program has ended.
spawn("sleep", ["30"], { detached: true, stdio: "inherit" }).unref();
new Thing("first", {});
