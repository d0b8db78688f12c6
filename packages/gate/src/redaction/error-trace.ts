import { inspect } from "node:util";
import { escapedLines } from "../terminal/escape";
import { Scrubber } from "@roadbed/plan";

/**
 * Returns the stack traces of an error and its causes, without secrets, for `--debug`.
 *
 * @param secrets - the known secrets; what looks like a credential is always hidden
 */
export function traceOf(error: unknown, secrets: Iterable<string>): string {
  const lines = escapedLines(new Scrubber(secrets).scrub(inspect(error)));
  return lines.map((line) => `${line}\n`).join("");
}
