import { OPERATIONS, type Operation } from "../model";

const KNOWN: ReadonlySet<string> = new Set(OPERATIONS);
/** Operations that do not affect resources, such as forgetting a resource that was only read. */
const BOOKKEEPING: ReadonlySet<string> = new Set(["discard", "discard-replaced", "diff", "extend-parameterize"]);

/** Whether an operation can occur in a plan. */
export const isOperation = (operation: string): operation is Operation => KNOWN.has(operation);

/** Whether an operation may affect resources but cannot occur in a plan. */
export const isUnsupportedOperation = (operation: string): boolean =>
  !KNOWN.has(operation) && !BOOKKEEPING.has(operation);
