import { stripFormatting } from "../process";
import { boolean, looseObjectReader, optional, string } from "../documents";
import type { Diagnostic } from "../model";

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
  const plain = stripFormatting(message);
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
