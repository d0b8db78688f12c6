import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Program } from "@roadbed/plan/preview";
import { CommandError } from "../failures/command-error";

/** A stack to check. */
export interface Target {
  /** As the command line names it. */
  readonly directory: string;
  readonly program: Program;
  readonly stack: string;
  /** Set if the stack was named with it, as in `acme/network/dev`. */
  readonly organization?: string;
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"];
/** How many folders a sentence names. */
const NAMED = 4;

/**
 * The program in a folder.
 *
 * @throws CommandError if the folder holds no project, with those that may have been meant
 * @throws PreviewError if its Pulumi.yaml is wrong
 */
export async function findTarget(directory: string): Promise<Program> {
  await requireDirectory(directory);
  if (!PROJECT_FILES.some((name) => exists(join(directory, name)))) {
    const below = projectsBelow(directory);
    const hint = below.length > 0 ? `there is one in ${below.join(", ")}` : "name the folder of a Pulumi project";
    throw new CommandError("usage", `There is no Pulumi.yaml in ${shown(directory)}; ${hint}.`);
  }
  const { findProgram } = await import("@roadbed/plan/preview");
  return findProgram(directory);
}

/**
 * Which stack of a program to check.
 *
 * A stack is known by its Pulumi.<stack>.yaml. Pulumi allows a stack without one; here such a stack is accepted only in
 * a program that has no stack file at all, since beside other files a name without one is far more often a slip.
 *
 * @param stacks those with a file
 * @param wanted `stack`, `organization/stack` or `organization/project/stack`; without it, the only one there is
 */
export async function chooseStack(
  { directory, program }: Pick<Target, "directory" | "program">,
  stacks: readonly string[],
  wanted: string | undefined,
): Promise<Pick<Target, "stack" | "organization">> {
  if (wanted === undefined) return { stack: onlyStack(directory, stacks) };
  const parts = wanted.split("/");
  const [stack = "", project, organization] = [...parts].reverse();
  if (parts.length > 3 || parts.includes(""))
    throw new CommandError(
      "usage",
      `The stack ${JSON.stringify(wanted)} must be named as stack, organization/stack or organization/project/stack.`,
    );
  // With two parts, the first one is the organization.
  const [owner, ofProject] = parts.length === 2 ? [project, undefined] : [organization, project];
  if (ofProject !== undefined && ofProject !== program.project)
    throw new CommandError(
      "noStack",
      `There is no stack ${JSON.stringify(wanted)} in ${shown(directory)}: the project there is called ${program.project}.`,
    );
  if (stacks.length > 0 && !stacks.includes(stack)) throw await noSuchStack(directory, stack, stacks);
  return { stack, ...(owner !== undefined && { organization: owner }) };
}

function onlyStack(directory: string, stacks: readonly string[]): string {
  const [stack, ...others] = stacks;
  if (stack === undefined)
    throw new CommandError(
      "usage",
      `There is no Pulumi.<stack>.yaml in ${shown(directory)}; name the stack with --stack.`,
    );
  if (others.length > 0)
    throw new CommandError(
      "usage",
      `There are several stacks in ${shown(directory)}: ${stacks.join(", ")}; choose one with --stack.`,
    );
  return stack;
}

async function noSuchStack(directory: string, stack: string, stacks: readonly string[]): Promise<CommandError> {
  const near = await nearest(stack, stacks);
  const hint = near === undefined ? `, which has ${stacks.join(", ")}.` : `; did you mean ${near}?`;
  return new CommandError(
    "noStack",
    `There is no stack ${JSON.stringify(stack)} in ${shown(directory)}${hint} A new stack needs a Pulumi.${stack}.yaml, which may be empty.`,
  );
}

async function requireDirectory(directory: string): Promise<void> {
  const place = shown(directory);
  try {
    if (statSync(directory).isDirectory()) {
      readdirSync(directory);
      return;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR")
      throw new CommandError("usage", `The folder ${place} cannot be read (${code ?? "unknown error"}).`, {
        cause: error,
      });
    const near =
      directory === "" ? undefined : await nearest(basename(directory), foldersIn(dirname(resolve(directory))));
    const hint = near === undefined ? "." : `; did you mean ${join(dirname(directory), near)}?`;
    throw new CommandError("usage", `There is no folder ${place}${hint}`, { cause: error });
  }
  throw new CommandError("usage", `${place} is a file; name the folder of a Pulumi project.`);
}

/** Loaded only for a complaint: rules and their dependencies are not needed for anything else here. */
async function nearest(name: string, known: readonly string[]): Promise<string | undefined> {
  const { closestNames } = await import("@roadbed/policies/internal");
  return closestNames(name, known)[0];
}

function projectsBelow(directory: string): string[] {
  const folders = foldersIn(directory).map((name) => join(directory, name));
  const candidates = folders.flatMap((folder) => [folder, ...foldersIn(folder).map((name) => join(folder, name))]);
  return candidates.filter((folder) => PROJECT_FILES.some((name) => exists(join(folder, name)))).slice(0, NAMED);
}

function foldersIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith("."))
      .map(({ name }) => name);
  } catch {
    return []; // it is only about a hint
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function shown(directory: string): string {
  if (directory === ".") return "this folder";
  return directory === "" ? '""' : directory;
}
