import { statSync } from "node:fs";
import { CommandError } from "../failures/command-error";

/** The flags that name files without which there is nothing to check. */
export interface InputFiles {
  readonly from?: string;
  readonly state?: string;
  readonly context?: string;
}

/**
 * Rejects devices, whose content may not end, and pipes except for a state, which is read only once.
 *
 * @throws CommandError with the flag and the path
 */
export function rejectPipes({ from, state, context }: InputFiles): void {
  for (const [flag, path] of Object.entries({ from, state, context }))
    if (path !== undefined && (flag === "state" ? isDevice(path) : isPipeOrDevice(path)))
      throw new CommandError(
        "input-file-invalid",
        `--${flag}: expected a file, got a pipe or device: ${path}. Save the content to a file first.`,
      );
}

function isPipeOrDevice(path: string): boolean {
  try {
    // Without `bigint`, Node.js 20 remembers the pipe as the last file, and resolves symbolic links of modules incorrectly.
    const stats = statSync(path, { bigint: true });
    return !stats.isFile() && !stats.isDirectory();
  } catch {
    return false; // reading the file reports the reason
  }
}

function isDevice(path: string): boolean {
  return isPipeOrDevice(path) && !statSync(path, { bigint: true }).isFIFO();
}
