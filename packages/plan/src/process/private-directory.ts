import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorReason, PreviewError } from "../errors";

/**
 * The maximum length of a socket path on macOS, which silently truncates longer paths. The limit on Linux is slightly
 * larger.
 */
const MAX_SOCKET_PATH_BYTES = 103;

/** Matches the name of a private directory, which contains the ID of the process that created it. */
const NAME = /^roadbed-(\d+)-\w{6}$/;
/** The file that names the PID namespace of the process, because containers can share a directory. */
const OWNER_FILE = "owner";

/** The directories that this process created. */
const created = new Set<string>();
process.on("exit", () => {
  for (const directory of created) rmSync(directory, { recursive: true, force: true });
});

/**
 * Creates a directory that only the current user can enter, with a path that is short enough for a socket. The directory
 * is removed when this process exits. If this process is killed, the next call in any process removes it.
 *
 * @param temporary - the directory for temporary files. If this path is too long, /tmp is used.
 * @throws PreviewError `usage` if the directory cannot be created
 */
export function createPrivateDirectory(temporary: string = tmpdir()): string {
  const prefix = `roadbed-${process.pid}-`;
  const fits = Buffer.byteLength(join(temporary, `${prefix}XXXXXX`, "monitor")) <= MAX_SOCKET_PATH_BYTES;
  const parent = fits || process.platform === "win32" ? temporary : "/tmp";
  removeAbandoned(parent);
  try {
    const directory = mkdtempSync(join(parent, prefix));
    created.add(directory);
    writeFileSync(join(directory, OWNER_FILE), processNamespace());
    return directory;
  } catch (error) {
    const message = `Cannot create a directory in ${parent}: ${errorReason(error)}. Set TMPDIR to a directory that exists and is writable.`;
    throw new PreviewError("usage", message, { cause: error });
  }
}

/** Removes the directories of processes that no longer exist. */
function removeAbandoned(parent: string): void {
  try {
    for (const name of readdirSync(parent)) {
      const [, id] = NAME.exec(name) ?? [];
      if (id === undefined || isAlive(Number(id))) continue;
      const directory = join(parent, name);
      if (ownerOf(directory) === processNamespace()) rmSync(directory, { recursive: true, force: true });
    }
  } catch {
    // The directory cannot be listed, or another process removes the same directories. A later call tries again.
  }
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // A process of another user exists as well.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function ownerOf(directory: string): string | undefined {
  try {
    return readFileSync(join(directory, OWNER_FILE), "utf8");
  } catch {
    // The directory belongs to another user, or its process has only just created it.
    return undefined;
  }
}

/** Returns the PID namespace of this process, or the empty string if the system has no namespaces. */
function processNamespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    // Only Linux has namespaces.
    return "";
  }
}
