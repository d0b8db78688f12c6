import { Scrubber } from "@roadbed/plan";
import { oneLine } from "../terminal/escape";
import { environmentSecrets } from "./known-secrets";

/** Returns the line that reports an error outside of a report, without the secrets of the environment. */
export function errorLine(message: string): string {
  return `error: ${oneLine(new Scrubber(environmentSecrets()).scrub(message))}\n`;
}
