import type { YamlFile } from "@roadbed/plan/internal";
import type { PolicyLayer } from "@roadbed/policies/internal";
import { plainValue } from "./plain-value";
import { schemaIssues } from "./schema-issues";
import { validMembers, type ValuePath } from "./valid-members";

/** The content of a `roadbed.yaml` file. */
export interface PolicyFileContent extends PolicyLayer {
  readonly extends?: readonly string[];
  /** The shell command that prepares a base. */
  readonly baseSetup?: string;
}

/** The settings in a file and the schema errors. */
export interface PolicyFileReading {
  /** The settings without those that do not match the schema. */
  readonly content: PolicyFileContent;
  /** All schema errors, each with its line and column. */
  readonly problems: readonly string[];
  /** Converts a path in `content` to a path in the file. */
  readonly documentPath: (path: ValuePath) => ValuePath;
}

/** A function that reads the settings in a file. */
export type ReadPolicyFile = (file: YamlFile) => PolicyFileReading;

/** Returns a function that reads and validates settings files. */
export async function policyFileReader(): Promise<ReadPolicyFile> {
  const [{ Ajv }, { closestNames, POLICY_FILE_SCHEMA }] = await Promise.all([
    import("ajv"),
    import("@roadbed/policies/internal"),
  ]);
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<PolicyFileContent>(POLICY_FILE_SCHEMA);
  return (file) => {
    const document = plainValue(file.get() ?? {}) as PolicyFileContent;
    if (validate(document)) return { content: document, problems: [], documentPath: (path) => path };
    const errors = validate.errors ?? [];
    const messages = schemaIssues(errors, closestNames).map(({ path, message }) => file.problem(path, message).message);
    const { content, documentPath } = validMembers(document, errors);
    return { content: withStacks(content as PartialContent), problems: [...new Set(messages)], documentPath };
  };
}

interface PartialContent extends Omit<PolicyFileContent, "groups"> {
  readonly groups?: readonly Partial<NonNullable<PolicyLayer["groups"]>[number]>[];
}

/** Adds an empty list to each group whose stacks are missing or invalid, so that its other settings can be checked. */
function withStacks({ groups, ...content }: PartialContent): PolicyFileContent {
  return { ...content, ...(groups && { groups: groups.map((group) => ({ stacks: [], ...group })) }) };
}
