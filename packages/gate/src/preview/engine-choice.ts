import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { CheckRequest } from "../commands/check/request";

/**
 * Which engine previews the programs of a run. Embedded unless another is asked for, so that a verdict does not depend on
 * the machine; `auto` is the CLI where it is installed, but not for what only the embedded engine can do.
 */
export function chooseEngine(request: CheckRequest, environment: NodeJS.ProcessEnv): Plan["engine"]["name"] {
  const { engine = "embedded", base, basePlan, state, context, passEnvironment } = request;
  if (engine !== "auto") return engine;
  const isBound = [base, basePlan, state, context].some((flag) => flag !== undefined) || passEnvironment.length > 0;
  return !isBound && isInstalled("pulumi", environment) ? "pulumi" : "embedded";
}

function isInstalled(command: string, { PATH = "" }: NodeJS.ProcessEnv): boolean {
  const names = process.platform === "win32" ? [`${command}.exe`, `${command}.cmd`] : [command];
  return PATH.split(delimiter).some(
    (folder) => folder !== "" && names.some((name) => isExecutable(join(folder, name))),
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
