import { inspect } from "node:util";
import { escapedLines } from "../terminal/escape";
import { Scrubber } from "./scrubber";

/** Returns the stack trace of an error and of its causes, without credentials, for `--debug`. */
export function traceOf(error: unknown): string {
  const lines = escapedLines(new Scrubber([]).scrub(inspect(error)));
  return lines.map((line) => `${line}\n`).join("");
}
