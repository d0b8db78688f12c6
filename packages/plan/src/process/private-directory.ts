import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorReason, PreviewError } from "../errors";

/**
 * The maximum length of a socket path on macOS, which silently truncates longer paths. The limit on Linux is slightly
 * larger.
 */
const MAX_SOCKET_PATH_BYTES = 103;

/**
 * Creates a directory that only the current user can enter, with a path that is short enough for a socket.
 *
 * @param temporary - the directory for temporary files. If this path is too long, /tmp is used.
 * @throws PreviewError `usage` if the directory cannot be created
 */
export function createPrivateDirectory(temporary: string = tmpdir()): string {
  const fits = Buffer.byteLength(join(temporary, "roadbed-XXXXXX", "monitor")) <= MAX_SOCKET_PATH_BYTES;
  const parent = fits || process.platform === "win32" ? temporary : "/tmp";
  try {
    return mkdtempSync(join(parent, "roadbed-"));
  } catch (error) {
    const message = `Cannot create a directory in ${parent}: ${errorReason(error)}. Set TMPDIR to a directory that exists and is writable.`;
    throw new PreviewError("usage", message, { cause: error });
  }
}
