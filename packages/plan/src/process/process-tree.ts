import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

interface Row {
  readonly id: number;
  readonly parent: number;
  /** The leader of the session. Only known on Linux. */
  readonly session?: number;
}

/**
 * Kills a running process and its descendants. The CLI starts plugins and the program in separate process groups, so killing
 * its own group is not enough.
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

/** Kills the remaining processes of a session whose leader has exited. The CLI leaves its language host behind if it fails early. */
export function killLeftovers(id: number): void {
  if (process.platform !== "win32") for (const target of [-id, ...membersOf(id, listProcesses())]) kill(target);
}

function descendantsOf(id: number, rows: readonly Row[]): readonly number[] {
  const found = [id];
  // The array grows during the loop.
  for (const next of found) found.push(...rows.filter(({ parent }) => parent === next).map((row) => row.id));
  return found.slice(1);
}

/** A process that lost its parent is no longer a descendant, but still belongs to the session. */
function membersOf(session: number, rows: readonly Row[]): readonly number[] {
  return rows.filter((row) => row.session === session).map((row) => row.id);
}

function listProcesses(): readonly Row[] {
  return existsSync("/proc/self/stat") ? fromProc() : fromPs();
}

/** Reads /proc, because small images lack `ps`. */
function fromProc(): readonly Row[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // `pid (name) state parent group session …`. The name can contain any character.
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

function kill(target: number): void {
  try {
    process.kill(target, "SIGKILL");
  } catch (error) {
    // The process no longer exists.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
