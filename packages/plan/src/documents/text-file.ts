import { constants, openSync, readFileSync, statSync } from "node:fs";
import { Socket } from "node:net";
import { PlanFileError } from "../errors";

/** The maximum size of a file, which is the maximum length of a string in Node.js. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Returns the content of a text file in UTF-8 or UTF-16.
 *
 * @throws PlanFileError `unreadable`
 */
export function readTextFile(path: string): string {
  try {
    const stats = statSync(path);
    // Reading a device or a pipe might not end.
    if (!stats.isFile()) throw new PlanFileError("unreadable", `${path} is not a file.`);
    if (stats.size > MAX_BYTES) throw new PlanFileError("unreadable", `${path} is larger than ${MAX_BYTES} bytes.`);
    return decodeText(readFileSync(path));
  } catch (error) {
    if (error instanceof PlanFileError) throw error;
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    const message =
      code === "ENOENT" ? `${path === "" ? '""' : path} does not exist.` : `${path} cannot be read (${code}).`;
    throw new PlanFileError("unreadable", message, { cause: error });
  }
}

/**
 * Returns the content of a text file or of a pipe, such as `<(pulumi stack export)` in a shell.
 *
 * @param signal - ends waiting for the pipe
 * @throws PlanFileError `unreadable`, or the reason of the signal
 */
export async function readTextFileOrPipe(path: string, signal?: AbortSignal): Promise<string> {
  if (!isPipe(path)) return readTextFile(path);
  // A blocking read would wait for the writer in a thread that no signal ends.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pipe = new Socket({ fd, readable: true, writable: false, ...(signal && { signal }) });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of pipe as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new PlanFileError("unreadable", `${path} is larger than ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks));
}

function isPipe(path: string): boolean {
  try {
    // Without `bigint`, Node.js 20 remembers the pipe as the last file, and resolves symbolic links of modules incorrectly.
    return statSync(path, { bigint: true }).isFIFO();
  } catch {
    return false; // reading the file reports the reason
  }
}

/**
 * Decodes a file. PowerShell writes output as UTF-16 with a byte order mark, and some editors add the mark to UTF-8.
 */
function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}
