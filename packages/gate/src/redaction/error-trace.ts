import { inspect } from "node:util";
import { escapedLines } from "../terminal/escape";
import { Scrubber } from "@roadbed/plan";

/** Returns the stack traces of an error and its causes, without credentials, for `--debug`. */
export function traceOf(error: unknown): string {
  const lines = escapedLines(new Scrubber([]).scrub(inspect(error)));
  return lines.map((line) => `${line}\n`).join("");
}
