import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

interface Row {
  readonly id: number;
  readonly parent: number;
  /** The session leader. Only known on Linux. */
  readonly session?: number;
}

/**
 * Kills a running process and its descendants. Killing the CLI's process group is not sufficient, because the CLI
 * starts plugins and the program in separate process groups.
 *
 * @param id - a session leader, such as a process that was spawned with `detached`
 */
export function killTree(id: number): void {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(id), "/T", "/F"]);
    return;
  }
  const rows = listProcesses();
  for (const target of new Set([-id, ...descendantsOf(id, rows), ...membersOf(id, rows)])) kill(target);
}

/**
 * Kills the remaining processes in a session whose leader has exited. If the CLI fails early, its language host keeps
 * running.
 */
export function killLeftovers(id: number): void {
  if (process.platform !== "win32") for (const target of [-id, ...membersOf(id, listProcesses())]) kill(target);
}

function descendantsOf(id: number, rows: readonly Row[]): readonly number[] {
  const found = [id];
  // The loop also visits the elements that it adds, so that it finds indirect descendants.
  for (const next of found) found.push(...rows.filter(({ parent }) => parent === next).map((row) => row.id));
  return found.slice(1);
}

/**
 * Returns the processes in a session, including processes whose parent has exited and that are no longer descendants.
 */
function membersOf(session: number, rows: readonly Row[]): readonly number[] {
  return rows.filter((row) => row.session === session).map((row) => row.id);
}

function listProcesses(): readonly Row[] {
  return existsSync("/proc/self/stat") ? fromProc() : fromPs();
}

/** Returns the processes in /proc, because small container images lack `ps`. */
function fromProc(): readonly Row[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // The format is `pid (name) state parent group session …`. The name can contain any character.
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [, parent, , session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return [{ id: Number(name), parent: Number(parent), session: Number(session) }];
    } catch {
      // The process has exited in the meantime.
      return [];
    }
  });
}

function fromPs(): readonly Row[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  // `stdout` is null if `ps` is missing.
  return ((stdout as string | null) ?? "").split("\n").flatMap((line) => {
    const [id, parent] = line.trim().split(/\s+/).map(Number);
    return id === undefined || parent === undefined ? [] : [{ id, parent }];
  });
}

/** Kills a process, or a process group if the number is negative. */
export function kill(target: number): void {
  try {
    process.kill(target, "SIGKILL");
  } catch (error) {
    // The process no longer exists.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
