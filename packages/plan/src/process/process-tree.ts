import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

interface Row {
  readonly id: number;
  readonly parent: number;
  /** The first process of its session; known on Linux alone. */
  readonly session?: number;
}

/**
 * Ends a running process and all that it started, at once. The CLI gives its plugins and the program process groups of
 * their own, so ending its group does not end them.
 *
 * @param id a process that began a session, as one does that was spawned detached
 */
export function killTree(id: number): void {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(id), "/T", "/F"]);
    return;
  }
  const rows = listProcesses();
  for (const target of new Set([-id, ...descendantsOf(id, rows), ...membersOf(id, rows)])) kill(target);
}

/** Ends what a process that has ended left behind: the CLI forgets its language host when it fails early. */
export function killLeftovers(id: number): void {
  if (process.platform !== "win32") for (const target of [-id, ...membersOf(id, listProcesses())]) kill(target);
}

function descendantsOf(id: number, rows: readonly Row[]): readonly number[] {
  const found = [id];
  // The list grows while it is walked.
  for (const next of found) found.push(...rows.filter(({ parent }) => parent === next).map((row) => row.id));
  return found.slice(1);
}

/** What lost its parent is no longer a descendant, but still of the session. */
function membersOf(session: number, rows: readonly Row[]): readonly number[] {
  return rows.filter((row) => row.session === session).map((row) => row.id);
}

function listProcesses(): readonly Row[] {
  return existsSync("/proc/self/stat") ? fromProc() : fromPs();
}

/** Without `ps`, which small images lack. */
function fromProc(): readonly Row[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // `pid (name) state parent group session …`, and the name may hold anything.
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [, parent, , session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return [{ id: Number(name), parent: Number(parent), session: Number(session) }];
    } catch {
      // It has ended since.
      return [];
    }
  });
}

function fromPs(): readonly Row[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  // Null if there is no `ps`: then nothing is known.
  return ((stdout as string | null) ?? "").split("\n").flatMap((line) => {
    const [id, parent] = line.trim().split(/\s+/).map(Number);
    return id === undefined || parent === undefined ? [] : [{ id, parent }];
  });
}

function kill(target: number): void {
  try {
    process.kill(target, "SIGKILL");
  } catch (error) {
    // Nothing is left of it.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
