import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { PreviewError } from "../errors";
import { findPackRunner, YamlFile } from "../program";

/** A policy pack on disk. */
export interface PolicyPack {
  readonly directory: string;
  /** The script of its SDK that serves it. */
  readonly runner: string;
}

/**
 * Finds a policy pack without loading anything of it.
 *
 * @param directory the folder of its PulumiPolicy.yaml
 * @throws PreviewError `usage` if there is none or it is not one for Node, `configuration` if its file is wrong, `program`
 *   if its packages are not installed
 */
export function findPolicyPack(directory: string): PolicyPack {
  const folder = resolve(directory);
  const path = join(folder, "PulumiPolicy.yaml");
  if (!existsSync(path) || !statSync(path).isFile())
    throw new PreviewError("usage", `There is no PulumiPolicy.yaml in ${folder}; name the folder of a policy pack.`);
  const file = new YamlFile(path);
  const runtime = file.text("runtime", "name") ?? file.text("runtime");
  if (runtime === undefined) throw file.problem([], 'the policy pack has no "runtime"');
  if (runtime !== "nodejs")
    throw new PreviewError(
      "usage",
      `The policy pack in ${folder} is written for ${JSON.stringify(runtime)}: only those for "nodejs" can be run.`,
    );
  return { directory: folder, runner: findPackRunner(folder) };
}
