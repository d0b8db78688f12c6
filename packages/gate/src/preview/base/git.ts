import { spawn } from "node:child_process";
import { CommandError } from "../../failures/command-error";

/** The result of a Git command. */
export interface GitResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options that prevent Git from running commands that a repository configures. */
const SAFE_OPTIONS = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "--no-pager"];

/**
 * Runs Git without a shell.
 *
 * @param directory - the working directory
 * @param environment - variables to add to the environment of this process, whose GIT_ variables are removed
 * @throws CommandError if Git is not installed
 */
export function git(
  directory: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", [...SAFE_OPTIONS, ...parameters], {
      cwd: directory,
      env: { ...withoutGit(process.env), ...GIT_ENVIRONMENT, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "ENOENT" ? "Git is not installed" : `Git cannot be run (${error.code ?? "?"})`;
      reject(new CommandError("base-not-available", `Cannot read the base: ${reason}.`, { cause: error }));
    });
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Selects English messages, and prevents prompts, fetches and locks. */
const GIT_ENVIRONMENT = { GIT_TERMINAL_PROMPT: "0", GIT_NO_LAZY_FETCH: "1", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };

/**
 * Removes variables such as GIT_DIR, which hooks set. These variables would make Git use another repository or run
 * other commands.
 */
function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.toUpperCase().startsWith("GIT_")));
}

/** Returns the last error message of Git without "fatal:", or how Git ended if there is no message. */
export function gitMessage({ code, stderr }: GitResult): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const last = lines.findLast((line) => line.startsWith("fatal:")) ?? lines.at(-1);
  if (last !== undefined) return last.replace(/^(fatal|error):\s*/, "").replace(/\.$/, "");
  return code === null ? "Git was ended by a signal" : `Git exited with code ${code}`;
}
