import { existsSync } from "node:fs";
import { join } from "node:path";
import { PreviewError } from "../errors";
import type { Project } from "./project";
import { YamlFile } from "./yaml-file";

/** Matches the stack names that the Pulumi CLI accepts. The pattern also prevents paths outside the stack directory. */
const STACK_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * Reads a stack's Pulumi.<stack>.yaml file. Returns undefined if there is no such file, because the file is optional.
 *
 * @throws PreviewError `usage` if the stack name is invalid, or `configuration` if the file is not valid YAML
 */
export function readStackFile(project: Project, stack: string): YamlFile | undefined {
  if (!STACK_NAME.test(stack))
    throw new PreviewError(
      "usage",
      `A stack name must be 1 to 100 characters long and contain only letters, digits, ".", "_", and "-"; got ${JSON.stringify(stack)}.`,
    );
  const path = [`Pulumi.${stack}.yaml`, `Pulumi.${stack}.yml`]
    .map((name) => join(project.stackDirectory, name))
    .find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : new YamlFile(path);
}
