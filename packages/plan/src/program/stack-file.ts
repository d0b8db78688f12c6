import { existsSync } from "node:fs";
import { join } from "node:path";
import { PreviewError } from "../errors";
import type { Project } from "./project";
import { YamlFile } from "./yaml-file";

/** The stack names that the Pulumi CLI accepts. The pattern also keeps the file inside its directory. */
const STACK_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * Reads the Pulumi.<stack>.yaml of a stack. Returns undefined if there is no such file, which is valid.
 *
 * @throws PreviewError `usage` if the name of the stack is invalid, `configuration` if the file is not valid YAML
 */
export function readStackFile(project: Project, stack: string): YamlFile | undefined {
  if (!STACK_NAME.test(stack))
    throw new PreviewError(
      "usage",
      `A stack name must consist of 1 to 100 letters, digits, ".", "_" or "-", got ${JSON.stringify(stack)}.`,
    );
  const path = [`Pulumi.${stack}.yaml`, `Pulumi.${stack}.yml`]
    .map((name) => join(project.stackDirectory, name))
    .find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : new YamlFile(path);
}
