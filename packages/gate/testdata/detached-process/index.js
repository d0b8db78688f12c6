const { spawn } = require("node:child_process");
const { Thing } = require("../resources");

// A separate session with the pipes of the program, which stay open after the program has ended. Its arguments make it
// findable.
const script = "setInterval(() => {}, 1000)";
spawn(process.execPath, ["-e", script, process.env.ROADBED_TEST_MARK ?? "unmarked"], {
  detached: true,
  stdio: "inherit",
}).unref();
new Thing("first", {});
