import type { SourcePosition, Urn } from "@roadbed/plan";

/** The stable codes of change warnings. A code never changes its meaning. */
export const CHANGE_WARNING_CODES = {
  "deleted-while-in-use": "A replacement deletes the old resource while other resources still use it.",
  "ignore-changes-not-applied": "A replacement takes values of the program that `ignoreChanges` covers.",
  "import-differs": "The inputs of an imported resource differ from the existing resource.",
  "imported-resource-replaced": "A resource that specifies the `import` option is replaced, which Pulumi refuses.",
  "name-taken": "A resource is created with the name of a resource that is deleted later.",
} as const satisfies Record<string, string>;

/** The stable code of a change warning. */
export type ChangeWarningCode = keyof typeof CHANGE_WARNING_CODES;

/** A change that is likely to fail, or to have a different effect than the program suggests. It blocks nothing. */
export interface ChangeWarning {
  /** The kind of problem. */
  readonly code: ChangeWarningCode;
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token of the resource. */
  readonly type: string;
  /** The name of the resource. */
  readonly name: string;
  /** A clause that contains no input values. */
  readonly message: string;
  /** The other resources that the warning is about. */
  readonly relatedResources?: readonly Urn[];
  /** How to correct the program. */
  readonly remedy: string;
  /** A resource option that implements the remedy, such as `aliases: [{ name: "old" }]`. */
  readonly suggestion?: string;
  /** The position of the code that created the resource. */
  readonly source?: SourcePosition;
}
