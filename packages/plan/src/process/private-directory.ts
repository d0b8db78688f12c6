import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorReason, PreviewError } from "../errors";

/** The path of a socket may be no longer on macOS, and not much longer on Linux; a longer one is cut off without a word. */
const LONGEST_SOCKET_BYTES = 103;

/**
 * A new folder that only this user may enter, short enough of name for a socket in it.
 *
 * @param temporary where temporary folders are made; if its name is too long, they are made in /tmp
 * @throws PreviewError `usage` if no folder can be made
 */
export function createPrivateDirectory(temporary: string = tmpdir()): string {
  const fits = Buffer.byteLength(join(temporary, "roadbed-XXXXXX", "monitor")) <= LONGEST_SOCKET_BYTES;
  const parent = fits || process.platform === "win32" ? temporary : "/tmp";
  try {
    return mkdtempSync(join(parent, "roadbed-"));
  } catch (error) {
    const message = `No temporary folder can be made in ${parent}: ${errorReason(error)}; set TMPDIR to one that exists and can be written.`;
    throw new PreviewError("usage", message, { cause: error });
  }
}
