import type { PackSettings } from "@roadbed/plan/policy-packs";
import { CommandError } from "../../failures/command-error";
import { schemaIssues } from "./schema-issues";

/** The key with which a configuration file of the Pulumi CLI names environments of Pulumi ESC. */
const ENVIRONMENTS = "environments";

/**
 * Reads a file that configures a policy pack, in the format of the Pulumi CLI.
 *
 * @throws CommandError `input-file-invalid` with all errors, or PlanFileError if the file cannot be read or is not JSON
 */
export async function readPackSettings(file: string): Promise<PackSettings> {
  const { parseJson, jsonLocation, readTextFile } = await import("@roadbed/plan/internal");
  const text = readTextFile(file);
  // As in the Pulumi CLI, an empty file is valid.
  const content = text.trim() === "" ? {} : parseJson(text, file);
  const [{ Ajv }, { closestNames, POLICY_PACK_SETTINGS_SCHEMA }] = await Promise.all([
    import("ajv"),
    import("@roadbed/policies/internal"),
  ]);
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<PackSettings>(POLICY_PACK_SETTINGS_SCHEMA);
  const namesEnvironments = typeof content === "object" && content !== null && Object.hasOwn(content, ENVIRONMENTS);
  if (!namesEnvironments && validate(content)) return content;
  const issues = namesEnvironments
    ? [{ path: [ENVIRONMENTS], message: "environments of Pulumi ESC cannot be opened without Pulumi Cloud" }]
    : schemaIssues(validate.errors ?? [], closestNames);
  const messages = issues.map(({ path, message }) => {
    const { line, column } = jsonLocation(text, path);
    return `${file}:${line}:${column}: ${message}.`;
  });
  throw new CommandError("input-file-invalid", [...new Set(messages)]);
}
