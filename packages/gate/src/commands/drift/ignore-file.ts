import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../../failures/command-error";
import { plainValue } from "../../targets/settings/plain-value";
import { schemaIssues } from "../../targets/settings/schema-issues";

/** Drift that does not count. */
export interface IgnoreEntry {
  /** The URN of the resource. `*` matches any number of characters. */
  readonly resource: string;
  /** The paths of properties, such as `tags.team`. `*` matches any number of characters. @default all drift of the resource */
  readonly properties?: readonly string[];
  /** Why the drift does not count. */
  readonly reason: string;
}

/** The name of the file, which is next to Pulumi.yaml. */
export const IGNORE_FILE = "roadbed.drift.yaml";

const TEXT = { type: "string", minLength: 1 } as const;

/** The schema of the file. */
export const IGNORE_FILE_SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "roadbed.drift.yaml",
  description: "The drift that `roadbed drift` ignores.",
  type: "object",
  additionalProperties: false,
  properties: {
    ignore: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["resource", "reason"],
        properties: {
          resource: { ...TEXT, description: "The URN of the resource. * matches any number of characters." },
          properties: {
            type: "array",
            minItems: 1,
            items: TEXT,
            description:
              "The paths of properties. * matches any number of characters. Default: all drift of the resource.",
          },
          reason: { ...TEXT, description: "Why the drift does not count." },
        },
      },
    },
  },
} as const;

/**
 * Returns the entries of the file in a directory, or none if there is no file.
 *
 * @param file - a file to read instead, which must exist
 * @throws CommandError with all errors in the file, each with its line and column
 * @throws PreviewError if the file cannot be read or is not YAML
 */
export async function readIgnoreFile(directory: string, file?: string): Promise<readonly IgnoreEntry[]> {
  const path = file ?? join(directory, IGNORE_FILE);
  if (file === undefined && !existsSync(path)) return [];
  const [{ YamlFile }, { Ajv }, { closestNames }] = await Promise.all([
    import("@roadbed/plan/internal"),
    import("ajv"),
    import("@roadbed/policies/internal"),
  ]);
  const yaml = new YamlFile(path);
  const content = plainValue(yaml.get() ?? {});
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<{ ignore?: readonly IgnoreEntry[] }>(
    IGNORE_FILE_SCHEMA,
  );
  if (validate(content)) return content.ignore ?? [];
  const messages = schemaIssues(validate.errors ?? [], closestNames).map(
    ({ path: at, message }) => yaml.problem(at, message).message,
  );
  throw new CommandError("settings-invalid", [...new Set(messages)]);
}
