import type { YamlFile } from "@roadbed/plan/internal";
import type { PolicyLayer } from "@roadbed/policies/internal";
import { schemaIssues } from "./schema-issues";

/** The content of a `roadbed.yaml` file. */
export interface PolicyFileContent extends PolicyLayer {
  readonly extends?: readonly string[];
  /** The shell command that prepares a base. */
  readonly baseSetup?: string;
}

/** A function that reads the settings in a file. Returns all schema errors, each with its line and column. */
export type ReadPolicyFile = (file: YamlFile) => {
  readonly content: PolicyFileContent;
  readonly problems: readonly string[];
};

/** Returns a function that reads and validates settings files. */
export async function policyFileReader(): Promise<ReadPolicyFile> {
  const [{ Ajv }, { closestNames, POLICY_FILE_SCHEMA }] = await Promise.all([
    import("ajv"),
    import("@roadbed/policies/internal"),
  ]);
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<PolicyFileContent>(POLICY_FILE_SCHEMA);
  return (file) => {
    const content = plain(file.get() ?? {}) as PolicyFileContent;
    if (validate(content)) return { content, problems: [] };
    const issues = schemaIssues(validate.errors ?? [], closestNames);
    const messages = issues.map(({ path, message }) => file.problem(path, message).message);
    return { content, problems: [...new Set(messages)] };
  };
}

/** Converts integers, which the YAML reader returns as bigints, to numbers. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
