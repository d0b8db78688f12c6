import type { Operation, Urn } from "@roadbed/plan";
import { CommandError } from "../../failures/command-error";
import { schemaIssues } from "../../targets/settings/schema-issues";
import { defined } from "../../util/defined";

/** A change that a verdict reports. */
export interface VerdictChange {
  readonly id: string;
  readonly resource: Urn;
  readonly rule: string;
  readonly operation: Operation;
  /** The commit that was checked. */
  readonly commit?: string;
}

/** The changes in a verdict, by approval ID. */
export interface VerdictChanges {
  readonly changes: ReadonlyMap<string, VerdictChange>;
  /** The IDs of the changes that were approved already. */
  readonly approved: ReadonlySet<string>;
}

interface Content {
  readonly stacks: readonly {
    readonly commit?: string;
    readonly findings: readonly {
      readonly rule: string;
      readonly urn: Urn;
      readonly change?: { readonly operation: Operation; readonly approvalId?: string };
    }[];
    readonly approvedFindings: readonly { readonly approval: { readonly id: string } }[];
  }[];
}

const ID = { type: "string", pattern: "^[A-Z2-7]{10}$" };
const object = (properties: object, required: readonly string[]) => ({ type: "object", required, properties });
const array = (items: object) => ({ type: "array", items });

/** The parts of a verdict that approvals need. Newer versions of Roadbed can add others. */
const SCHEMA = object(
  {
    version: { const: 1 },
    stacks: array(
      object(
        {
          commit: { type: "string", pattern: "^[0-9a-f]{7,64}$" },
          findings: array(
            object(
              {
                rule: { type: "string", minLength: 1 },
                urn: { type: "string", pattern: "^urn:pulumi:" },
                change: object(
                  {
                    operation: { enum: ["same", "create", "update", "replace", "delete", "read", "import"] },
                    approvalId: ID,
                  },
                  ["operation"],
                ),
              },
              ["rule", "urn"],
            ),
          ),
          approvedFindings: array(object({ approval: object({ id: ID }, ["id"]) }, ["approval"])),
        },
        ["findings", "approvedFindings"],
      ),
    ),
  },
  ["version", "stacks"],
);

/**
 * Reads the changes in a verdict.
 *
 * @throws CommandError `input-file-invalid` with the line and column of the first error
 * @throws PlanFileError if the file cannot be read or is not JSON
 */
export async function readVerdictChanges(file: string): Promise<VerdictChanges> {
  const [{ parseJson, jsonLocation, readTextFile }, { Ajv }, { closestNames }] = await Promise.all([
    import("@roadbed/plan/internal"),
    import("ajv"),
    import("@roadbed/policies/internal"),
  ]);
  const text = readTextFile(file);
  const json = parseJson(text, file);
  const errorAt = (path: readonly (string | number)[], message: string): CommandError => {
    const { line, column } = jsonLocation(text, path);
    const sentence = `${file}:${line}:${column}: ${message}${message.endsWith("?") ? "" : "."}`;
    return new CommandError("input-file-invalid", `${sentence} Pass a file that \`roadbed check -o json=FILE\` wrote.`);
  };
  const validate = new Ajv({ verbose: true }).compile<Content>(SCHEMA);
  if (!validate(json)) {
    const [first] = schemaIssues(validate.errors ?? [], closestNames);
    const path = (first?.path ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    throw errorAt(path, first?.message ?? "expected a verdict");
  }
  const changes = new Map<string, VerdictChange>();
  for (const [stack, { findings, commit }] of json.stacks.entries())
    for (const [index, { rule, urn, change }] of findings.entries()) {
      if (change?.approvalId === undefined) continue;
      const { approvalId: id, operation } = change;
      const known = changes.get(id);
      if (known !== undefined && (known.rule !== rule || known.resource !== urn || known.operation !== operation))
        throw errorAt(["stacks", stack, "findings", index], `another finding has the same approval ID ${id}`);
      changes.set(id, { id, resource: urn, rule, operation, ...defined({ commit }) });
    }
  const approved = json.stacks.flatMap((stack) => stack.approvedFindings.map(({ approval }) => approval.id));
  return { changes, approved: new Set(approved) };
}
