import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * The ids of all processes that one has started, and these in turn. The CLI gives its plugins and the program process
 * groups of their own, so ending its group does not end them.
 */
export function descendantsOf(id: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const [child, parent] of existsSync("/proc/self/stat") ? fromProc() : fromPs())
    children.set(parent, [...(children.get(parent) ?? []), child]);
  const found = [...(children.get(id) ?? [])];
  // The list grows while it is walked.
  for (const next of found) found.push(...(children.get(next) ?? []));
  return found;
}

type Parentage = readonly [child: number, parent: number];

/** Without `ps`, which small images lack. */
function fromProc(): readonly Parentage[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // `pid (name) state ppid …`, and the name may hold anything.
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return [[Number(name), Number(parent)] as const];
    } catch {
      // It has ended since.
      return [];
    }
  });
}

function fromPs(): readonly Parentage[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  // Null if there is no `ps`: then nothing is known.
  return ((stdout as string | null) ?? "").split("\n").flatMap((line) => {
    const [child, parent] = line.trim().split(/\s+/).map(Number);
    return child === undefined || parent === undefined ? [] : [[child, parent] as const];
  });
}

/** Ends a running process and all that it started, at once. */
export function killTree(id: number): void {
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(id), "/T", "/F"]);
  // Its group too: what lost its parent meanwhile is no longer a descendant.
  else for (const target of [-id, ...descendantsOf(id)]) kill(target);
}

/** Ends what a process that has ended left behind in its group. */
export function killGroup(id: number): void {
  if (process.platform !== "win32") kill(-id);
}

function kill(target: number): void {
  try {
    process.kill(target, "SIGKILL");
  } catch (error) {
    // Nothing is left of it.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
