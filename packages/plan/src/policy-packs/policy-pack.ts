import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { PreviewError } from "../errors";
import { findPackRunner, YamlFile } from "../program";

/** A policy pack on disk. */
export interface LocalPolicyPack {
  /** The directory of PulumiPolicy.yaml. */
  readonly directory: string;
  /** The script in the pack's SDK that serves the pack. */
  readonly runner: string;
}

/**
 * Finds a policy pack without loading its code.
 *
 * @param directory - the directory of PulumiPolicy.yaml
 * @throws PreviewError `usage` if there is no such file or the runtime is not Node.js, `configuration` if the file is
 * invalid, or `program` if the pack's dependencies are not installed
 */
export function findPolicyPack(directory: string): LocalPolicyPack {
  const folder = resolve(directory);
  const path = join(folder, "PulumiPolicy.yaml");
  if (!existsSync(path) || !statSync(path).isFile())
    throw new PreviewError("usage", `There is no PulumiPolicy.yaml in ${folder}. Pass the directory of a policy pack.`);
  const file = new YamlFile(path);
  const runtime = file.string("runtime", "name") ?? file.string("runtime");
  if (runtime === undefined) throw file.problem([], 'the required property "runtime" is missing');
  if (runtime !== "nodejs")
    throw new PreviewError(
      "usage",
      `The policy pack in ${folder} has an unsupported runtime: expected "nodejs", got ${JSON.stringify(runtime)}.`,
    );
  return { directory: folder, runner: findPackRunner(folder) };
}
