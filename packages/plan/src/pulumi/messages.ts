import { stripVTControlCharacters } from "node:util";
import type { Diagnostic } from "../model";
import { boolean, looseObjectReader, optional, string } from "../shape";

/** A message as the CLI prints it. */
export interface CliMessage {
  readonly urn?: string;
  readonly message?: string;
  readonly severity?: string;
  readonly ephemeral?: boolean;
}

export const cliMessage = looseObjectReader<CliMessage>({
  urn: optional(string),
  message: optional(string),
  severity: optional(string),
  ephemeral: optional(boolean),
});

/** Progress that the CLI would overwrite is no diagnostic, and neither is an empty line. */
export function toDiagnostic({ urn, message = "", severity = "", ephemeral }: CliMessage): Diagnostic | undefined {
  const plain = plainText(message);
  if (ephemeral === true || plain === "") return undefined;
  // Digests repeat the severity in the message.
  const prefix = `${severity}: `;
  return {
    severity: severityOf(severity),
    message: plain.startsWith(prefix) ? plain.slice(prefix.length) : plain,
    ...(urn === undefined || urn === "" ? {} : { urn }),
  };
}

function severityOf(severity: string): Diagnostic["severity"] {
  // "info#err" is what the program wrote to its standard error.
  return severity === "debug" || severity === "warning" || severity === "error" ? severity : "info";
}

/** Without colours, be they escape sequences or the engine's own directives, and without the final line break. */
export function plainText(message: string): string {
  return stripVTControlCharacters(message.replace(/<\{%[^%]*%\}>/g, "")).trim();
}
