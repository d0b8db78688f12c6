import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { errorReason, PreviewError } from "../errors";
import { limitMilliseconds, withholdCredentials } from "../process";
import { packageManagerOf, readNodeProject, type Program, type NodeProject } from "../program";
import type { PreviewOptions } from "./preview-options";

/** An error of the TypeScript compiler. */
export interface TypeProblem {
  /** The error code, such as `TS2322`. */
  readonly code: string;
  /** The error message. The lines after the first line explain the error. */
  readonly message: string;
  /**
   * The path of the file relative to the directory of Pulumi.yaml, with `/` as the separator. Absent if the error is
   * not in a file.
   */
  readonly file?: string;
  /** The line, starting at 1. Absent if the error is not in a file. */
  readonly line?: number;
  /** The column, starting at 1. Absent if the error is not in a file. */
  readonly column?: number;
}

/** Options for a type check. */
export type TypeCheckOptions = Pick<PreviewOptions, "passEnvironment" | "timeoutSeconds" | "signal">;

/**
 * Checks a program's types with the program's own TypeScript compiler and returns the errors. The compiler runs in a
 * separate process and writes no files.
 *
 * @remarks A preview only strips the types, which is several seconds faster. If there is a tsconfig.json, all files
 * that it includes are checked. Otherwise, all files that the program imports are checked.
 *
 * @returns no problems for a program in JavaScript
 * @throws PreviewError if no compiler is installed or the compiler crashes
 */
export async function checkTypes(program: Program, options: TypeCheckOptions = {}): Promise<readonly TypeProblem[]> {
  const project = readNodeProject(program.root);
  const inputs = compilerInputs(project);
  if (inputs === undefined) return [];
  const compiler = findCompiler(project.directory);
  const { code, stdout, stderr } = await compile([compiler, ...inputs, ...SETTINGS], project, options);
  const problems = problemsIn(stdout, project);
  if (code !== 0 && problems.length === 0) {
    const [output = "it printed nothing"] = `${stderr}\n${stdout}`.split("\n").filter((line) => line.trim() !== "");
    throw new PreviewError("program", `The types cannot be checked: ${compiler} failed: ${errorReason(output)}.`);
  }
  return problems;
}

/**
 * Arguments that override the project's settings: no output files and, as in a run of the program, no library checks.
 */
const SETTINGS = ["--noEmit", "--composite", "false", "--incremental", "false", "--skipLibCheck", "--pretty", "false"];
/** The settings that the SDK uses if there is no tsconfig.json. */
const SDK_SETTINGS = ["--target", "es2020", "--module", "nodenext", "--moduleResolution", "nodenext"];

/** Returns the arguments that select what to check, or undefined if the program is not TypeScript. */
function compilerInputs({ directory, entry, runtime }: NodeProject): readonly string[] | undefined {
  if (!runtime.typescript) return undefined;
  const config = resolve(directory, runtime.tsconfig ?? "tsconfig.json");
  if (runtime.tsconfig !== undefined || existsSync(config)) return ["--project", config];
  const main = entry === "." ? mainOf(directory) : entry;
  const file = [main, `${main}.ts`, join(main, "index.ts")].find(
    (name) => /\.[cm]?tsx?$/.test(name) && existsSync(join(directory, name)),
  );
  return file === undefined ? undefined : [join(directory, file), ...SDK_SETTINGS];
}

function mainOf(directory: string): string {
  try {
    const { main } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as { readonly main?: unknown };
    if (typeof main === "string") return main;
  } catch {
    // If there is no package.json, the index file is used, as in Node.js.
  }
  return "index.ts";
}

function findCompiler(directory: string): string {
  for (let folder = directory; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", "typescript", "bin", "tsc");
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) break;
  }
  throw new PreviewError(
    "usage",
    `The types of the program in ${directory} cannot be checked, because no compiler is installed. Run "${packageManagerOf(directory).addDevelopment} typescript" in that directory.`,
  );
}

interface CompilerResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The maximum size of the compiler's output, which is sufficient for a program that was never compiled. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

function compile(
  compilerArguments: readonly string[],
  { directory }: NodeProject,
  options: TypeCheckOptions,
): Promise<CompilerResult> {
  const { passEnvironment = [], timeoutSeconds = 0, signal } = options;
  const settings = {
    cwd: directory,
    env: withholdCredentials(process.env, passEnvironment).variables,
    maxBuffer: MAX_OUTPUT_BYTES,
    timeout: limitMilliseconds(timeoutSeconds),
    killSignal: "SIGKILL" as const,
    ...(signal !== undefined && { signal }),
  };
  return new Promise((fulfil, reject) => {
    execFile(process.execPath, compilerArguments, settings, (error, stdout, stderr) => {
      if (error === null) fulfil({ code: 0, stdout, stderr });
      else if (signal?.aborted === true) reject(new PreviewError("canceled", "The type check was canceled."));
      else if (typeof error.code === "number") fulfil({ code: error.code, stdout, stderr });
      else if (error.killed === true && typeof error.code !== "string")
        reject(new PreviewError("timeout", `The type check did not finish within ${timeoutSeconds} s.`));
      else reject(new PreviewError("program", `The types cannot be checked: ${errorReason(error)}.`, { cause: error }));
    });
  });
}

/**
 * Matches the first line of an error, such as `index.ts(3,7): error TS2322: …`. If the settings are invalid, the
 * position is absent. Further lines of the same error are indented.
 */
const PROBLEM = /^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;

function problemsIn(output: string, project: NodeProject): readonly TypeProblem[] {
  const found: { head: RegExpExecArray; lines: string[] }[] = [];
  for (const line of output.split(/\r?\n/)) {
    const head = PROBLEM.exec(line);
    if (head !== null) found.push({ head, lines: [head[5] ?? ""] });
    else if (/^\s+\S/.test(line)) found.at(-1)?.lines.push(line.trimEnd());
  }
  return found.map(({ head: [, file, line, column, code = ""], lines }) => ({
    code,
    message: lines.join("\n"),
    ...(file === undefined ? {} : { file: fromRoot(file, project), line: Number(line), column: Number(column) }),
  }));
}

/**
 * Converts a path that the compiler prints, which is relative to its working directory, to a path relative to the
 * project.
 */
function fromRoot(file: string, { root, directory }: NodeProject): string {
  const path = isAbsolute(file) ? file : join(directory, file);
  return relative(root, path).split(sep).join("/");
}
