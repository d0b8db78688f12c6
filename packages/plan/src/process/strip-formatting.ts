import { stripVTControlCharacters } from "node:util";

/** Removes terminal escape sequences, Pulumi's colour directives (`<{%reset%}>`) and surrounding white space. */
export function stripFormatting(message: string): string {
  return stripVTControlCharacters(message.replace(/<\{%[^%]*%\}>/g, "")).trim();
}
