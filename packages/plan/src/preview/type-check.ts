import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { errorReason, PreviewError } from "../errors";
import { limitMilliseconds, withholdCredentials } from "../process";
import { readProject, type Program, type Project } from "../program";
import type { PreviewOptions } from "./preview-options";

/** What the TypeScript compiler has against a program. */
export interface TypeProblem {
  /** `TS2322` */
  readonly code: string;
  /** Its first line says what is wrong, the others why. */
  readonly message: string;
  /** Relative to the folder of Pulumi.yaml, with `/`; absent if the problem is no file's. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What of a preview's options the compiler heeds too. */
export type TypeCheckOptions = Pick<PreviewOptions, "passEnvironment" | "timeoutSeconds" | "signal">;

/**
 * Has the program's own TypeScript compiler check its types, in a process of its own; it writes nothing. A preview does
 * not: it takes the types away, which is several seconds faster.
 *
 * With a tsconfig.json everything that it includes is checked, else what the program imports.
 *
 * @returns nothing for a program in JavaScript
 * @throws PreviewError if there is no compiler, or it fails itself
 */
export async function checkTypes(program: Program, options: TypeCheckOptions = {}): Promise<readonly TypeProblem[]> {
  const project = readProject(program.root);
  const subject = subjectOf(project);
  if (subject === undefined) return [];
  const compiler = findCompiler(project.directory);
  const { code, stdout, stderr } = await compile([compiler, ...subject, ...SETTINGS], project, options);
  const problems = problemsIn(stdout, project);
  if (code !== 0 && problems.length === 0) {
    const [said = "it says nothing"] = `${stderr}\n${stdout}`.split("\n").filter((line) => line.trim() !== "");
    throw new PreviewError("program", `The types cannot be checked: ${compiler} failed: ${errorReason(said)}.`);
  }
  return problems;
}

/**
 * Whatever the project says: nothing may be written, neither output nor a record of what was checked. Declaration files
 * are left alone, as they are when a program is compiled to be run.
 */
const SETTINGS = ["--noEmit", "--composite", "false", "--incremental", "false", "--skipLibCheck", "--pretty", "false"];
/** What the SDK compiles with where there is no tsconfig.json. */
const SDK_SETTINGS = ["--target", "es2020", "--module", "nodenext", "--moduleResolution", "nodenext"];

/** The arguments that say what to check; undefined if nothing is TypeScript. */
function subjectOf({ directory, entry, runtime }: Project): readonly string[] | undefined {
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
    // Then Node takes the index as well.
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
    `The types of the program in ${directory} cannot be checked without a compiler; run \`npm install --save-dev typescript\` there.`,
  );
}

interface Compiled {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Enough for the errors of a program that was never compiled. */
const LARGEST_OUTPUT_BYTES = 64 * 1024 * 1024;

function compile(list: readonly string[], { directory }: Project, options: TypeCheckOptions): Promise<Compiled> {
  const { passEnvironment = [], timeoutSeconds = 0, signal } = options;
  const settings = {
    cwd: directory,
    env: withholdCredentials(process.env, passEnvironment).variables,
    maxBuffer: LARGEST_OUTPUT_BYTES,
    timeout: limitMilliseconds(timeoutSeconds),
    killSignal: "SIGKILL" as const,
    ...(signal !== undefined && { signal }),
  };
  return new Promise((fulfil, reject) => {
    execFile(process.execPath, list, settings, (error, stdout, stderr) => {
      if (error === null) fulfil({ code: 0, stdout, stderr });
      else if (signal?.aborted === true) reject(new PreviewError("cancelled", "The check of the types was cancelled."));
      else if (typeof error.code === "number") fulfil({ code: error.code, stdout, stderr });
      else if (error.killed === true && typeof error.code !== "string")
        reject(new PreviewError("timeout", `The check of the types did not end within ${timeoutSeconds} seconds.`));
      else reject(new PreviewError("program", `The types cannot be checked: ${errorReason(error)}.`, { cause: error }));
    });
  });
}

/** `index.ts(3,7): error TS2322: …`, or without a place if the settings are wrong; what follows is indented. */
const PROBLEM = /^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;

function problemsIn(output: string, project: Project): readonly TypeProblem[] {
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

/** The compiler names files from where it runs. */
function fromRoot(file: string, { root, directory }: Project): string {
  const path = isAbsolute(file) ? file : join(directory, file);
  return relative(root, path).split(sep).join("/");
}
