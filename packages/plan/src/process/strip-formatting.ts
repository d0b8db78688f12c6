import { stripVTControlCharacters } from "node:util";

/**
 * Returns a message without terminal escape sequences, Pulumi's color directives (`<{%reset%}>`), and surrounding white
 * space.
 */
export function stripFormatting(message: string): string {
  return stripVTControlCharacters(message.replace(/<\{%[^%]*%\}>/g, "")).trim();
}
