const { spawn } = require("node:child_process");
require("@pulumi/pulumi");

// A child of its own, to see that it ends as well; its arguments make it findable.
spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", process.env.ROADBED_TEST_MARK ?? "unmarked"]);
setInterval(() => {}, 1000);
