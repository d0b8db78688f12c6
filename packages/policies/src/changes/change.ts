import type { Operation, ReplacementOrder, Resource, Urn } from "@roadbed/plan";

/**
 * The operations that rules on changes evaluate. With `same`, all inputs are the same, but resource options such as
 * `protect` can differ.
 */
export type ChangeOperation = Extract<
  Operation,
  "same" | "create" | "update" | "replace" | "delete" | "import" | "read"
>;

/** What a deployment does to one resource. */
export interface Change {
  /** The URN of the resource. A renamed resource has its new URN. */
  readonly urn: Urn;
  /** The type token of the resource. */
  readonly type: string;
  /** The name of the resource in the program. */
  readonly name: string;
  /** What the deployment does. */
  readonly operation: ChangeOperation;
  /** The resource before the deployment. Absent if it is new. */
  readonly before?: Resource;
  /** The resource as the program registers it. Absent if it is deleted. */
  readonly after?: Resource;
  /** The top-level inputs that differ. */
  readonly diffKeys: readonly string[];
  /** The inputs that force the replacement. */
  readonly replaceKeys: readonly string[];
  /** The changed inputs that may force a replacement, depending on facts that are not known. */
  readonly mayReplaceKeys: readonly string[];
  /** Whether the resource is also imported in this deployment. */
  readonly isImported: boolean;
  /** The order of a replacement. Absent if the resource is not replaced, or if the order is not known. */
  readonly order?: ReplacementOrder;
}

/** Whether a change removes the resource that exists now, either for good or because a new one replaces it. */
export function isRemoval({ operation }: Pick<Change, "operation">): boolean {
  return operation === "delete" || operation === "replace";
}

/** Whether the old resource continues to exist in the cloud after it is removed, because of the option `retainOnDelete`. */
export function isLeftBehind({ before }: Pick<Change, "before">): boolean {
  return before?.options.retainOnDelete === true;
}
