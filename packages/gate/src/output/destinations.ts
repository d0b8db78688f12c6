import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError } from "../failures/command-error";
import { FORMATS, type Format } from "../report/formats";

/** The format and destination of a report. */
export interface Destination {
  readonly format: Format;
  /** The path of the file. Absent for standard output. */
  readonly file?: string;
}

/**
 * Returns the destinations that `--output` names. Checks that the files can be written before a program runs. If no
 * report goes to standard output, adds the text report there.
 *
 * @throws CommandError if a value is invalid or a file cannot be written
 */
export function readDestinations(specifications: readonly string[]): readonly Destination[] {
  const destinations = specifications.map(readDestination);
  const onStdout = destinations.filter(({ file }) => file === undefined);
  if (onStdout.length > 1)
    throw new CommandError(
      "output-invalid",
      `--output: expected one report on standard output, got ${onStdout.map(({ format }) => format).join(" and ")}. Write the other reports to files, as in --output json=verdict.json.`,
    );
  const files = destinations.flatMap(({ file }) => file ?? []);
  const repeated = files.find((file, index) => files.indexOf(file) !== index);
  if (repeated !== undefined)
    throw new CommandError(
      "output-invalid",
      `--output: expected a different file for each report, got ${repeated} twice.`,
    );
  files.forEach(requireWritable);
  return onStdout.length === 0 ? [{ format: "text" }, ...destinations] : destinations;
}

function readDestination(specification: string): Destination {
  const [name, ...rest] = specification.split("=");
  const format = FORMATS.find((known) => known === name);
  if (format === undefined)
    throw new CommandError(
      "output-invalid",
      `--output: expected ${FORMATS.join(" or ")}, alone or as FORMAT=FILE, got ${JSON.stringify(name)}.`,
    );
  if (rest.length === 0) return { format };
  const file = rest.join("=");
  if (file === "")
    throw new CommandError(
      "output-invalid",
      `--output: expected a file path after "=", got ${JSON.stringify(specification)}.`,
    );
  return { format, file };
}

function requireWritable(file: string): void {
  const reason = whyNotWritable(file);
  if (reason !== undefined) throw new CommandError("output-invalid", `Cannot write the report ${file}: ${reason}.`);
}

function whyNotWritable(file: string): string | undefined {
  try {
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing?.isDirectory() === true) return "it is a directory";
    const folder = dirname(file);
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) return `the directory ${folder} does not exist`;
    accessSync(existing === undefined ? folder : file, constants.W_OK);
    return undefined;
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (code === "ELOOP") return `its symbolic links form a loop (${code})`;
    return code === "EACCES" || code === "EROFS"
      ? `no permission (${code})`
      : `its parent is not a directory (${code})`;
  }
}
