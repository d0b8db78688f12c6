import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { kill } from "./process-tree";

/** The variable that marks a process and, because environments are inherited, its descendants. */
const MARK = "ROADBED_RUN";

/** The maximum number of searches, because a process can start another one during a search. */
const MAX_SEARCHES = 5;

/** A mark in the environment of a process and its descendants. */
export interface ProcessMark {
  /** The variables to add to the environment. */
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Kills all processes with the mark. Finds processes in their own session, which no longer belong to the process tree.
   *
   * @remarks Only works on Linux. A process that removes the variable when it starts is not found.
   */
  readonly killAll: () => void;
}

/** Returns a new mark. */
export function createProcessMark(): ProcessMark {
  const value = randomUUID();
  const entry = `${MARK}=${value}`;
  const killAll = (): void => {
    for (let search = 0; search < MAX_SEARCHES; search += 1) {
      const found = processesWith(entry);
      if (found.length === 0) return;
      for (const id of found) kill(id);
    }
  };
  return { variables: { [MARK]: value }, killAll };
}

function processesWith(entry: string): readonly number[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc").flatMap((name) =>
    /^\d+$/.test(name) && environmentOf(name).includes(entry) ? [Number(name)] : [],
  );
}

/** Returns the variables with which a process was started. */
function environmentOf(id: string): readonly string[] {
  try {
    return readFileSync(`/proc/${id}/environ`, "utf8").split("\0");
  } catch {
    // The process has exited or belongs to another user.
    return [];
  }
}
