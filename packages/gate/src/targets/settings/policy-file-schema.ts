import type { YamlFile } from "@roadbed/plan/internal";
import type { PolicyLayer } from "@roadbed/policies/internal";
import { shapeFaults } from "./schema-issues";

/** What a `roadbed.yaml` holds, before its rules are known. */
export interface PolicyFileContent extends PolicyLayer {
  readonly extends?: readonly string[];
  /** What makes a base ready to run, as a command of the shell. */
  readonly baseSetup?: string;
}

/** The settings in a file, beside the sentences of all that is wrong with its form, each with line and column. */
export type ReadShape = (file: YamlFile) => {
  readonly content: PolicyFileContent;
  readonly problems: readonly string[];
};

/** Loads what reads the form of files. */
export async function shapeReader(): Promise<ReadShape> {
  const [{ Ajv }, { closestNames, POLICY_FILE_SCHEMA }] = await Promise.all([
    import("ajv"),
    import("@roadbed/policies/internal"),
  ]);
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<PolicyFileContent>(POLICY_FILE_SCHEMA);
  return (file) => {
    const content = plain(file.get() ?? {}) as PolicyFileContent;
    if (validate(content)) return { content, problems: [] };
    const faults = shapeFaults(validate.errors ?? [], closestNames);
    const sentences = faults.map(({ path, message }) => file.problem(path, message).message);
    return { content, problems: [...new Set(sentences)] };
  };
}

/** As JSON has it: the YAML reader keeps whole numbers as bigints. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}
