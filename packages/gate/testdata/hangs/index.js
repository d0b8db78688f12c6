const { spawn } = require("node:child_process");
const { Checked } = require("../resources");

// The program starts a child of its own, to see that it ends as well; its arguments make it findable.
const startChild = () =>
  spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", process.env.ROADBED_TEST_MARK ?? "unmarked"]);
new Checked("first", {}).urn.apply(startChild);
setInterval(() => {}, 1000);
