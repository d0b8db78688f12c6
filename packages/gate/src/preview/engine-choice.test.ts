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

describe("the engine", () => {
  it.each<[string, string, string]>([
    ["is the embedded one, although the CLI is installed", engine({}), "embedded"],
    ["is the CLI if that is asked for, installed or not", engine({ engine: "pulumi" }, {}), "pulumi"],
    ["is the CLI with auto, where it is installed", engine({ engine: "auto" }), "pulumi"],
    ["is the embedded one with auto elsewhere", engine({ engine: "auto" }, { PATH: "/nowhere" }), "embedded"],
    ["is the embedded one without a PATH", engine({ engine: "auto" }, {}), "embedded"],
    ["is the embedded one with auto and a state", engine({ engine: "auto", state: "x" }), "embedded"],
    ["is the embedded one with auto and answers", engine({ engine: "auto", context: "x" }), "embedded"],
    ["is the embedded one with auto and a base", engine({ engine: "auto", base: "main" }), "embedded"],
    ["is the embedded one with auto and a base plan", engine({ engine: "auto", basePlan: "x" }), "embedded"],
    [
      "is the embedded one with auto and a name to pass",
      engine({ engine: "auto", passEnvironment: ["X"] }),
      "embedded",
    ],
  ])("%s", (_, actual, expected) => expect(actual).toBe(expected));
});
