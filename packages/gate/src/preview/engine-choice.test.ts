import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { checkRequest } from "../../test/requests";
import type { CheckRequest } from "../commands/check/flags";
import { chooseEngine } from "./engine-choice";

const folder = mkdtempSync(join(tmpdir(), "roadbed-engine-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, process.platform === "win32" ? "pulumi.exe" : "pulumi"), "", { mode: 0o755 });

const installed = { PATH: ["", "/nowhere", folder].join(delimiter) };
const engine = (request: Partial<CheckRequest>, environment: NodeJS.ProcessEnv = installed) =>
  chooseEngine(checkRequest(request), environment);

describe("chooseEngine", () => {
  it.each<[string, string, string]>([
    ["the embedded engine by default, even if the Pulumi CLI is installed", engine({}), "embedded"],
    ["the Pulumi CLI if it is requested, installed or not", engine({ engine: "pulumi" }, {}), "pulumi"],
    ["the Pulumi CLI with auto if it is installed", engine({ engine: "auto" }), "pulumi"],
    [
      "the embedded engine with auto if the Pulumi CLI is not installed",
      engine({ engine: "auto" }, { PATH: "/nowhere" }),
      "embedded",
    ],
    ["the embedded engine with auto and no PATH", engine({ engine: "auto" }, {}), "embedded"],
    ["the embedded engine with auto and a state", engine({ engine: "auto", state: "x" }), "embedded"],
    ["the embedded engine with auto and a context file", engine({ engine: "auto", context: "x" }), "embedded"],
    ["the embedded engine with auto and a base", engine({ engine: "auto", base: "main" }), "embedded"],
    ["the embedded engine with auto and a base plan", engine({ engine: "auto", basePlan: "x" }), "embedded"],
    [
      "the embedded engine with auto and an environment variable to pass",
      engine({ engine: "auto", passEnvironment: ["X"] }),
      "embedded",
    ],
  ])("selects %s", (_, actual, expected) => expect(actual).toBe(expected));
});
