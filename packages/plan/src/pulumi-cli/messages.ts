import { stripFormatting } from "../process";
import { boolean, looseObjectReader, optional, string } from "../documents";
import type { Diagnostic } from "../model";

/** A message from the CLI. */
export interface CliMessage {
  readonly urn?: string;
  readonly message?: string;
  readonly severity?: string;
  readonly ephemeral?: boolean;
}

/** A reader for a message from the CLI. */
export const cliMessage = looseObjectReader<CliMessage>({
  urn: optional(string),
  message: optional(string),
  severity: optional(string),
  ephemeral: optional(boolean),
});

/** Converts a message to a diagnostic. Returns undefined for ephemeral progress messages and empty lines. */
export function toDiagnostic({ urn, message = "", severity = "", ephemeral }: CliMessage): Diagnostic | undefined {
  const plain = stripFormatting(message);
  if (ephemeral === true || plain === "") return undefined;
  // In digests, the message starts with the severity.
  const prefix = `${severity}: `;
  return {
    severity: severityOf(severity),
    message: plain.startsWith(prefix) ? plain.slice(prefix.length) : plain,
    ...(urn === undefined || urn === "" ? {} : { urn }),
  };
}

function severityOf(severity: string): Diagnostic["severity"] {
  // "info#err" marks the program's standard error.
  return severity === "debug" || severity === "warning" || severity === "error" ? severity : "info";
}
