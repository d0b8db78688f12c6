import { OPERATIONS, type Operation } from "../model";

const KNOWN: ReadonlySet<string> = new Set(OPERATIONS);
/** Steps that change neither a resource nor what is known about one: what was only read is forgotten, and the like. */
const BOOKKEEPING: ReadonlySet<string> = new Set(["discard", "discard-replaced", "diff", "extend-parameterize"]);

export const isOperation = (operation: string): operation is Operation => KNOWN.has(operation);

/** Whether an operation is neither one of a plan nor known to be none of its business. */
export const isUnsupportedOperation = (operation: string): boolean =>
  !KNOWN.has(operation) && !BOOKKEEPING.has(operation);
