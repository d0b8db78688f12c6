import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Plan } from "@roadbed/plan";

/** The values of `--engine`: the embedded engine, the Pulumi CLI, or the Pulumi CLI if it is installed. */
export const ENGINES = ["embedded", "pulumi", "auto"] as const;
/** A value of `--engine`. */
export type EngineChoice = (typeof ENGINES)[number];

/** The flags that the choice of an engine depends on. */
export interface EngineRequest {
  /** @default "embedded" */
  readonly engine?: EngineChoice;
  readonly base?: string;
  readonly basePlan?: string;
  readonly state?: string;
  readonly context?: string;
  readonly passEnvironment: readonly string[];
}

/**
 * Returns the engine that previews the programs of a run. The default is the embedded engine, so that a verdict does
 * not depend on the machine. `auto` selects the Pulumi CLI if it is installed, unless the request needs the embedded
 * engine.
 */
export function chooseEngine(request: EngineRequest, environment: NodeJS.ProcessEnv): Plan["engine"]["name"] {
  const { engine = "embedded", base, basePlan, state, context, passEnvironment } = request;
  if (engine !== "auto") return engine;
  const needsEmbedded =
    [base, basePlan, state, context].some((flag) => flag !== undefined) || passEnvironment.length > 0;
  return !needsEmbedded && isInstalled("pulumi", environment) ? "pulumi" : "embedded";
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
