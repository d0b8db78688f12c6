import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { describeType } from "../documents";
import { PreviewError } from "../errors";
import type { Program } from "./program";
import { YamlFile } from "./yaml-file";

/** A program together with the other settings in Pulumi.yaml. */
export interface Project extends Program {
  readonly file: YamlFile;
  /** The directory that contains the Pulumi.<stack>.yaml files. */
  readonly stackDirectory: string;
}

/** A program for Node.js together with its settings in Pulumi.yaml. */
export interface NodeProject extends Project {
  readonly runtime: RuntimeOptions;
}

/** Options for finding a program. */
export interface FindProgramOptions {
  /**
   * Whether to accept programs in all languages. Only the Pulumi CLI can preview programs that are not for Node.js.
   *
   * @default false
   */
  readonly anyRuntime?: boolean;
}

/** The settings in `runtime.options` in Pulumi.yaml. */
export interface RuntimeOptions {
  readonly typescript: boolean;
  readonly tsconfig?: string;
  /** Arguments for Node.js. */
  readonly nodeArguments: readonly string[];
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"];
const PROJECT_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * Returns the program that the Pulumi.yaml in a directory describes.
 *
 * @throws PreviewError `usage` if there is no Pulumi.yaml or the runtime is not accepted, or `configuration` if the file
 * is invalid
 */
// The function is asynchronous so that callers do not depend on how the file is read.
export async function findProgram(
  directory: string,
  { anyRuntime = false }: FindProgramOptions = {},
): Promise<Program> {
  const read = anyRuntime ? readProject : readNodeProject;
  const { root, directory: folder, entry, project } = await Promise.resolve(read(directory));
  return { root, directory: folder, entry, project };
}

/** Returns the sorted names of the stacks that have a Pulumi.<stack>.yaml file. */
export function listStacks(program: Program): readonly string[] {
  const { stackDirectory } = readProject(program.root);
  if (!existsSync(stackDirectory)) return [];
  const names = readdirSync(stackDirectory).flatMap((name) => /^Pulumi\.(.+)\.ya?ml$/.exec(name)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/**
 * Returns the program that the Pulumi.yaml in a directory describes, with all its settings.
 *
 * @throws PreviewError for the same reasons as `findProgram`
 */
export function readNodeProject(directory: string): NodeProject {
  const project = readProject(directory);
  return { ...project, runtime: readRuntime(project.file) };
}

/** Works like `readNodeProject` for programs in all languages. */
export function readProject(directory: string): Project {
  const root = resolve(directory);
  const path = PROJECT_FILES.map((name) => join(root, name)).find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new PreviewError("usage", `There is no Pulumi.yaml in ${root}. Pass the directory of a Pulumi project.`);
  const file = new YamlFile(path);
  const name = file.string("name");
  if (name === undefined) throw file.problem([], 'the required property "name" is missing');
  if (!PROJECT_NAME.test(name))
    throw file.problem(
      ["name"],
      `"name" must be 1 to 100 characters long and contain only letters, digits, ".", "_", and "-"; got ${JSON.stringify(name)}`,
    );
  return {
    file,
    root,
    project: name,
    ...locate(root, file),
    stackDirectory: join(root, stackFolder(file)),
  };
}

function locate(root: string, file: YamlFile): { directory: string; entry: string } {
  const main = file.string("main");
  if (main === undefined || main === "") return { directory: root, entry: "." };
  const target = resolve(root, main);
  if (!existsSync(target)) {
    // The path in `main` can omit the extension, such as `bin/index`, as in require().
    if (!existsSync(dirname(target)))
      throw file.problem(["main"], `the path in "main" does not exist: ${JSON.stringify(main)}`);
    return { directory: dirname(target), entry: basename(target) };
  }
  if (statSync(target).isDirectory()) return { directory: target, entry: "." };
  return { directory: dirname(target), entry: basename(target) };
}

function stackFolder(file: YamlFile): string {
  // If `config` is a string, it is the legacy form of `stackConfigDir`.
  const legacy = file.get("config");
  return file.string("stackConfigDir") ?? (typeof legacy === "string" ? legacy : ".");
}

function readRuntime(file: YamlFile): RuntimeOptions {
  const plain = typeof file.get("runtime") === "string";
  const name = plain ? file.string("runtime") : file.string("runtime", "name");
  if (name === undefined) throw file.problem(["runtime"], 'the required property "runtime" is missing');
  if (name !== "nodejs")
    throw new PreviewError(
      "usage",
      `${relative(process.cwd(), file.path) || file.path} has an unsupported runtime: expected "nodejs", got ${JSON.stringify(name)}.`,
    );
  if (plain) return { typescript: true, nodeArguments: [] };
  const tsconfig = file.string("runtime", "options", "tsconfig");
  return {
    typescript: readFlag(file, ["runtime", "options", "typescript"]),
    ...(tsconfig === undefined ? {} : { tsconfig }),
    nodeArguments: splitArguments(file.string("runtime", "options", "nodeargs") ?? ""),
  };
}

function readFlag(file: YamlFile, path: readonly string[]): boolean {
  const value = file.get(...path) ?? true;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw file.problem(path, `"${path.join(".")}": expected a boolean, got ${describeType(value)}`);
}

/** Splits a line into words like a POSIX shell, but without expansions. */
function splitArguments(line: string): readonly string[] {
  const words = line.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped ?? "") : double.replace(/\\(["\\$`])/g, "$1"),
    ),
  );
}
