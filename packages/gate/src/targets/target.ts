import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { EngineInfo } from "@roadbed/plan";
import type { Program } from "@roadbed/plan/preview";
import { CommandError } from "../failures/command-error";
import { isPreviewError } from "../failures/failure-of";
import { defined } from "../util/defined";
import { fileNamed, filesNamed } from "./named-files";

/** A stack to check. */
export interface Target {
  /** The directory as given on the command line. */
  readonly directory: string;
  readonly program: Program;
  readonly stack: string;
  /** The organization. Set if the requested stack name contains the organization, as in `acme/network/dev`. */
  readonly organization?: string;
}

/** The names that Pulumi allows for a project file. */
export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"];
/** The maximum number of directories in a message. */
const MAX_NAMES = 4;

/**
 * Returns the program in a directory.
 *
 * @param engine - the Pulumi CLI previews programs in all languages
 * @throws CommandError if the directory contains no project or several, or if the engine cannot preview the program
 * @throws PreviewError if its Pulumi.yaml is invalid
 */
export async function findTarget(directory: string, engine: EngineInfo["name"] = "embedded"): Promise<Program> {
  await requireDirectory(directory);
  const file = fileNamed(directory, PROJECT_FILES);
  if (file !== undefined && !existsSync(file))
    throw new CommandError(
      "project-not-found",
      `${file} cannot be read. Its symbolic links form a loop, or their target does not exist.`,
    );
  if (file === undefined) {
    const below = projectsBelow(directory);
    const remedy =
      below.length > 0
        ? `Did you mean ${below.map((name) => JSON.stringify(name)).join(" or ")}?`
        : "Pass the directory of a Pulumi project.";
    throw new CommandError(
      "project-not-found",
      `There is no Pulumi.yaml file in ${directoryLabel(directory)}. ${remedy}`,
    );
  }
  const { findProgram } = await import("@roadbed/plan/preview");
  try {
    return await findProgram(directory, { anyRuntime: engine === "pulumi" });
  } catch (error) {
    // The project file exists, so the runtime is the only possible reason.
    if (isPreviewError(error) && error.code === "usage")
      throw new CommandError("preview-not-possible", `${error.message} ${OTHER_RUNTIMES}`, { cause: error });
    throw error;
  }
}

/** How to check a program in another language. */
const OTHER_RUNTIMES =
  "To check a program in another language, use the Pulumi CLI with --engine pulumi, or run `pulumi preview --json > plan.json` and pass the file with --from.";

/**
 * Selects the stack to check.
 *
 * @remarks
 * A stack exists if it has a Pulumi.<stack>.yaml file. A stack without this file is accepted only in a program without
 * any stack files, because the name of a stack without a file is usually a typo if other stacks have files.
 *
 * @param stacks - the stacks with a file
 * @param requested - `stack`, `organization/stack` or `organization/project/stack`; by default the only stack
 * @throws CommandError if the stack does not exist or cannot be selected
 */
export async function chooseStack(
  { directory, program }: Pick<Target, "directory" | "program">,
  stacks: readonly string[],
  requested: string | undefined,
): Promise<Pick<Target, "stack" | "organization">> {
  if (requested === undefined) return { stack: onlyStack(directory, stacks) };
  const parts = requested.split("/");
  const [stack = "", project, organization] = [...parts].reverse();
  if (parts.length > 3 || parts.includes(""))
    throw new CommandError(
      "stack-name-invalid",
      `--stack: expected stack, organization/stack, or organization/project/stack, got ${JSON.stringify(requested)}.`,
    );
  // With two parts, the first one is the organization.
  const [owner, ofProject] = parts.length === 2 ? [project, undefined] : [organization, project];
  if (ofProject !== undefined && ofProject !== program.project)
    throw new CommandError(
      "stack-not-found",
      `There is no stack ${JSON.stringify(requested)} in ${directoryLabel(directory)}. The project there is ${JSON.stringify(program.project)}.`,
    );
  if (stacks.length > 0 && !stacks.includes(stack)) throw await noSuchStack(directory, stack, stacks);
  return { stack, ...defined({ organization: owner }) };
}

/**
 * Rejects a stack with two files in the directory of the project.
 *
 * @throws CommandError if both spellings of the file name exist
 */
export function requireOneStackFile({ root }: Pick<Program, "root">, stack: string): void {
  fileNamed(root, [`Pulumi.${stack}.yaml`, `Pulumi.${stack}.yml`]);
}

function onlyStack(directory: string, stacks: readonly string[]): string {
  const [stack, ...otherStacks] = stacks;
  if (stack === undefined)
    throw new CommandError(
      "stack-not-selected",
      `There is no Pulumi.<stack>.yaml file in ${directoryLabel(directory)}. Select the stack with --stack.`,
    );
  if (otherStacks.length > 0)
    throw new CommandError(
      "stack-not-selected",
      `There are several stacks in ${directoryLabel(directory)}: ${stacks.join(", ")}. Select one with --stack.`,
    );
  return stack;
}

async function noSuchStack(directory: string, stack: string, stacks: readonly string[]): Promise<CommandError> {
  const near = await closestName(stack, stacks);
  const hint = near === undefined ? `Existing stacks: ${stacks.join(", ")}.` : `Did you mean ${JSON.stringify(near)}?`;
  return new CommandError(
    "stack-not-found",
    `There is no stack ${JSON.stringify(stack)} in ${directoryLabel(directory)}. ${hint} To add a stack, create the file Pulumi.${stack}.yaml, which may be empty.`,
  );
}

async function requireDirectory(directory: string): Promise<void> {
  const place = directoryLabel(directory);
  try {
    if (statSync(directory).isDirectory()) {
      readdirSync(directory);
      return;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR")
      throw new CommandError("directory-not-readable", `Cannot read ${place} (${code ?? "unknown error"}).`, {
        cause: error,
      });
    const near =
      directory === "" ? undefined : await closestName(basename(directory), foldersIn(dirname(resolve(directory))));
    const hint = near === undefined ? "" : ` Did you mean ${JSON.stringify(join(dirname(directory), near))}?`;
    throw new CommandError("directory-not-readable", `There is no directory ${place}.${hint}`, { cause: error });
  }
  throw new CommandError("directory-not-readable", `${place} is a file. Pass the directory of a Pulumi project.`);
}

/** Returns the most similar name. Imports the rules on demand, because nothing else in this module needs them. */
async function closestName(name: string, known: readonly string[]): Promise<string | undefined> {
  const { closestNames } = await import("@roadbed/policies/internal");
  return closestNames(name, known)[0];
}

function projectsBelow(directory: string): string[] {
  const folders = foldersIn(directory).map((name) => join(directory, name));
  const candidates = folders.flatMap((folder) => [folder, ...foldersIn(folder).map((name) => join(folder, name))]);
  return candidates.filter((folder) => filesNamed(folder, PROJECT_FILES).length > 0).slice(0, MAX_NAMES);
}

function foldersIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith("."))
      .map(({ name }) => name);
  } catch {
    return []; // without these names, only a suggestion is missing
  }
}

function directoryLabel(directory: string): string {
  if (directory === ".") return "this directory";
  return directory === "" ? '""' : directory;
}
