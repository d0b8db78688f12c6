import { splitPath } from "./path";
import type { DataProtection } from "./protection-rules";
import { protectionsForType } from "./protections";
import { lossForType, type LossKind } from "./stateful";
import { findFacts, type FactsEntry } from "./table";

/** What is known about a resource type. Paths are input names with dots between, without list indices: `spec.selector`. */
export interface TypeFacts {
  /** The type's current token: facts found by an earlier one (`aws:elasticloadbalancingv2/…`) name the one in force. */
  readonly type: string;
  /** Inputs that force a replacement whenever they, or anything inside them, change. */
  readonly replaces: readonly string[];
  /** Inputs that force one under some circumstances: for some old and new values, other inputs, or provider settings. */
  readonly mayReplace: readonly string[];
  /** Top-level inputs that are changed in place. `*` stands for all that are not named elsewhere. */
  readonly updates: readonly string[];
  /** Whether the provider always asks for the old one to be deleted first; the program's option of that name overrides it. */
  readonly deleteBeforeReplace: boolean;
  /**
   * The input that the provider fills with a unique name when the program leaves it out. When the program sets it, a
   * replacement deletes the old one first, for two cannot bear one name.
   */
  readonly named?: string;
  /** Whether deleting or replacing one loses something that creating it again does not bring back. */
  readonly stateful: boolean;
  /** What that is. Present on stateful types. */
  readonly loses?: LossKind;
  /** The inputs that protect what it holds. */
  readonly protectedBy: readonly DataProtection[];
  /** Inputs that hold secrets, whatever the program says. */
  readonly secrets: readonly string[];
}

const found = new Map<string, TypeFacts>();

/**
 * What is known about a type, by its token (`aws:ec2/vpc:Vpc`) or an earlier token of it.
 * @returns `undefined` for types of other providers, and those newer than the facts.
 */
export function findTypeFacts(type: string): TypeFacts | undefined {
  const facts = found.get(type) ?? readFacts(type);
  if (facts !== undefined) found.set(type, facts);
  return facts;
}

function readFacts(type: string): TypeFacts | undefined {
  const match = findFacts(type);
  if (match === undefined) return undefined;
  const { entry, type: current } = match;
  const loses = lossForType(current);
  return {
    type: current,
    replaces: words(entry.replaces),
    mayReplace: words(entry.mayReplace),
    updates: words(entry.updates),
    deleteBeforeReplace: entry.deleteBeforeReplace ?? false,
    ...(entry.named === undefined ? {} : { named: entry.named }),
    stateful: loses !== undefined,
    ...(loses === undefined ? {} : { loses }),
    protectedBy: protectionsForType(current, inputsOf(entry)),
    secrets: words(entry.secrets),
  };
}

function inputsOf({ replaces, mayReplace, updates }: FactsEntry): ReadonlySet<string> {
  return new Set([replaces, mayReplace, updates].flatMap(words).map((path) => splitPath(path)[0] ?? path));
}

function words(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(" ");
}
