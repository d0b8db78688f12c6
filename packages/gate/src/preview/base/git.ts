import { spawn } from "node:child_process";
import { CommandError } from "../../failures/command-error";

/** What git answered. */
export interface GitAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing that a repository may have configured is to run while it is only asked something. */
const INERT = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "--no-pager"];

/**
 * Runs git without a shell.
 *
 * @param directory where
 * @param environment beside the caller's, which is handed on without what steers git
 * @throws CommandError if git is not installed
 */
export function git(
  directory: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", [...INERT, ...parameters], {
      cwd: directory,
      env: { ...withoutGit(process.env), ...QUIET, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "ENOENT" ? "git is not installed" : `git cannot be run (${error.code ?? "?"})`;
      reject(new CommandError("error", `The base cannot be read: ${reason}.`, { cause: error }));
    });
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Messages are read by people of any language but matched by nobody; questions are never asked, and nothing fetched. */
const QUIET = { GIT_TERMINAL_PROMPT: "0", GIT_NO_LAZY_FETCH: "1", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" };

/** GIT_DIR and its like, as a hook sets them, would make git look at another repository, or run commands of theirs. */
function withoutGit(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.toUpperCase().startsWith("GIT_")));
}

/** The last line of what git complained, without its "fatal:". */
export function complaint({ code, stderr }: GitAnswer): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const last = lines.findLast((line) => line.startsWith("fatal:")) ?? lines.at(-1);
  return last?.replace(/^(fatal|error):\s*/, "").replace(/\.$/, "") ?? `git ended with ${code ?? "a signal"}`;
}
