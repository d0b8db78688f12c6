import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError } from "../failures/command-error";
import { FORMATS, type Format } from "../report/formats";

/** Where one report goes. */
export interface Destination {
  readonly format: Format;
  /** Absent: standard output. */
  readonly file?: string;
}

/**
 * Reads the values of `--output`, and checks that the files can be written before a program runs for them.
 * Without one that goes to standard output, the text report goes there.
 *
 * @throws CommandError `usage`
 */
export function readDestinations(specifications: readonly string[]): readonly Destination[] {
  const wanted = specifications.map(readDestination);
  const onStdout = wanted.filter(({ file }) => file === undefined);
  if (onStdout.length > 1)
    throw new CommandError(
      "usage",
      `Only one report can go to standard output, but --output names ${onStdout.map(({ format }) => format).join(" and ")}; give the others a file, as in --output json=verdict.json.`,
    );
  const files = wanted.flatMap(({ file }) => file ?? []);
  const repeated = files.find((file, index) => files.indexOf(file) !== index);
  if (repeated !== undefined) throw new CommandError("usage", `Two reports would be written to ${repeated}.`);
  files.forEach(requireWritable);
  return onStdout.length === 0 ? [{ format: "text" }, ...wanted] : wanted;
}

function readDestination(specification: string): Destination {
  const [name, ...rest] = specification.split("=");
  const format = FORMATS.find((known) => known === name);
  if (format === undefined)
    throw new CommandError(
      "usage",
      `There is no report format ${JSON.stringify(name)}; --output takes ${FORMATS.join(" or ")}, each alone or as FORMAT=FILE.`,
    );
  if (rest.length === 0) return { format };
  const file = rest.join("=");
  if (file === "") throw new CommandError("usage", `--output ${specification} names no file.`);
  return { format, file };
}

function requireWritable(file: string): void {
  const fault = whyNotWritable(file);
  if (fault !== undefined) throw new CommandError("usage", `The report ${file} cannot be written: ${fault}.`);
}

function whyNotWritable(file: string): string | undefined {
  try {
    const existing = statSync(file, { throwIfNoEntry: false });
    if (existing?.isDirectory() === true) return "it is a folder";
    const folder = dirname(file);
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) return `there is no folder ${folder}`;
    accessSync(existing === undefined ? folder : file, constants.W_OK);
    return undefined;
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    return code === "EACCES" || code === "EROFS" ? `no permission (${code})` : `its folder is none (${code})`;
  }
}
