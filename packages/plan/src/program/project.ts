import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { PreviewError } from "../errors";
import type { Program } from "./program";
import { YamlFile } from "./yaml-file";

/** What Pulumi.yaml says beyond where the program is. */
export interface Project extends Program {
  readonly file: YamlFile;
  /** The folder of the Pulumi.<stack>.yaml files. */
  readonly stackDirectory: string;
  readonly runtime: RuntimeOptions;
}

/** How the program is to be run: `runtime.options` of Pulumi.yaml. */
export interface RuntimeOptions {
  readonly typescript: boolean;
  readonly tsconfig?: string;
  /** Arguments for node itself. */
  readonly nodeArguments: readonly string[];
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"];
const PROJECT_NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * Reads the Pulumi.yaml of a folder.
 *
 * @throws PreviewError `usage` if there is none or the program is not one for Node, `configuration` if the file is wrong
 */
// Asynchronous although it waits for nothing: a caller must not depend on how the file is read.
export async function findProgram(directory: string): Promise<Program> {
  const { root, directory: folder, entry, project } = await Promise.resolve(readProject(directory));
  return { root, directory: folder, entry, project };
}

/** The names of the stacks that have a Pulumi.<stack>.yaml, sorted. */
export function listStacks(program: Program): readonly string[] {
  const { stackDirectory } = readProject(program.root);
  if (!existsSync(stackDirectory)) return [];
  const names = readdirSync(stackDirectory).flatMap((name) => /^Pulumi\.(.+)\.ya?ml$/.exec(name)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** @throws PreviewError, as `findProgram` does */
export function readProject(directory: string): Project {
  const root = resolve(directory);
  const path = PROJECT_FILES.map((name) => join(root, name)).find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new PreviewError("usage", `There is no Pulumi.yaml in ${root}; name the folder of a Pulumi project.`);
  const file = new YamlFile(path);
  const name = file.text("name");
  if (name === undefined) throw file.problem([], 'the project has no "name"');
  if (!PROJECT_NAME.test(name))
    throw file.problem(
      ["name"],
      `the project name ${JSON.stringify(name)} must be 1 to 100 letters, digits, ".", "_" or "-"`,
    );
  return {
    file,
    root,
    project: name,
    ...locate(root, file),
    stackDirectory: join(root, stackFolder(file)),
    runtime: readRuntime(file),
  };
}

function locate(root: string, file: YamlFile): { directory: string; entry: string } {
  const main = file.text("main");
  if (main === undefined || main === "") return { directory: root, entry: "." };
  const target = resolve(root, main);
  if (!existsSync(target)) {
    // `main: bin/index` may leave out the extension, as require does.
    if (!existsSync(dirname(target)))
      throw file.problem(["main"], `"main" names ${JSON.stringify(main)}, which does not exist`);
    return { directory: dirname(target), entry: basename(target) };
  }
  if (statSync(target).isDirectory()) return { directory: target, entry: "." };
  return { directory: dirname(target), entry: basename(target) };
}

function stackFolder(file: YamlFile): string {
  // `config: folder` is the older spelling of `stackConfigDir: folder`.
  const older = file.get("config");
  return file.text("stackConfigDir") ?? (typeof older === "string" ? older : ".");
}

function readRuntime(file: YamlFile): RuntimeOptions {
  const plain = typeof file.get("runtime") === "string";
  const name = plain ? file.text("runtime") : file.text("runtime", "name");
  if (name === undefined) throw file.problem(["runtime"], 'the project has no "runtime"');
  if (name !== "nodejs")
    throw new PreviewError(
      "usage",
      `${relative(process.cwd(), file.path) || file.path} is a program for the runtime ${JSON.stringify(name)}; only "nodejs" can be previewed.`,
    );
  if (plain) return { typescript: true, nodeArguments: [] };
  const tsconfig = file.text("runtime", "options", "tsconfig");
  return {
    typescript: readFlag(file, ["runtime", "options", "typescript"]),
    ...(tsconfig === undefined ? {} : { tsconfig }),
    nodeArguments: splitArguments(file.text("runtime", "options", "nodeargs") ?? ""),
  };
}

function readFlag(file: YamlFile, path: readonly string[]): boolean {
  const value = file.get(...path) ?? true;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw file.problem(path, `"${path.join(".")}" must be true or false`);
}

/** Splits a line as a POSIX shell would, without expanding anything. */
function splitArguments(line: string): readonly string[] {
  const words = line.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped ?? "") : double.replace(/\\(["\\$`])/g, "$1"),
    ),
  );
}
