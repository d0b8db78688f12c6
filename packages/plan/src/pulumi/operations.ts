import type { Operation } from "../model";

const OPERATIONS: ReadonlySet<string> = new Set<Operation>([
  "same",
  "create",
  "update",
  "replace",
  "delete",
  "read",
  "import",
  "create-replacement",
  "delete-replaced",
  "read-replacement",
  "import-replacement",
  "remove-pending-replace",
]);
/** Steps that change neither a resource nor what is known about one: what was only read is forgotten, and the like. */
const BOOKKEEPING: ReadonlySet<string> = new Set(["discard", "discard-replaced", "diff", "extend-parameterize"]);

export const isOperation = (operation: string): operation is Operation => OPERATIONS.has(operation);

/** Whether an operation is neither one of a plan nor known to be none of its business. */
export const isStrange = (operation: string): boolean => !OPERATIONS.has(operation) && !BOOKKEEPING.has(operation);
