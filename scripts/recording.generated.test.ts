import { expectGenerated } from "./generated-file";
import { recordBlockedChange } from "./recording/blocked-change";
import { terminalSvg } from "./recording/terminal-svg";

describe("docs/images/check.svg", () => {
  it("shows what the built roadbed prints", () => {
    const title = "roadbed check blocks a pull request that opens SSH to the internet and replaces a database";
    expectGenerated("docs/images/check.svg", terminalSvg(recordBlockedChange(), title));
  });
});
