import { existsSync } from "node:fs";
import { join } from "node:path";
import { PreviewError } from "../errors";
import type { Project } from "./project";
import { YamlFile } from "./yaml-file";

/** What the Pulumi CLI accepts as a stack name; it also keeps the name inside its folder. */
const STACK_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * The Pulumi.<stack>.yaml of a stack; undefined if it has none, which is legal.
 *
 * @throws PreviewError `usage` if the name can be no stack's, `configuration` if the file is not YAML
 */
export function readStackFile(project: Project, stack: string): YamlFile | undefined {
  if (!STACK_NAME.test(stack))
    throw new PreviewError(
      "usage",
      `The stack name ${JSON.stringify(stack)} must be 1 to 100 letters, digits, ".", "_" or "-".`,
    );
  const path = [`Pulumi.${stack}.yaml`, `Pulumi.${stack}.yml`]
    .map((name) => join(project.stackDirectory, name))
    .find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : new YamlFile(path);
}
