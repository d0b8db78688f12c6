import { splitPath } from "./path";
import { protectionsForType, type DataProtection } from "./protections";
import type { ReplacementCondition } from "./replacement-conditions";
import { lossForType, type LossKind } from "./stateful";
import { findFacts, loadFactsTable, NO_FACTS, type FactsEntry } from "./table";

/** Facts about a resource type. Paths are input names separated by dots, without array indexes: `spec.selector`. */
export interface TypeFacts {
  /** The current type token, even if the facts were found by a former token such as `aws:elasticloadbalancingv2/…`. */
  readonly type: string;
  /** Inputs that force replacement if the input or any nested value changes. */
  readonly replaceProperties: readonly string[];
  /** Inputs that force replacement only in combination with certain values, other inputs, or provider settings. */
  readonly mayReplaceProperties: readonly string[];
  /** When a property in `mayReplaceProperties` forces replacement. Properties without a condition are undecided. */
  readonly replacementConditions: Readonly<Record<string, ReplacementCondition>>;
  /** Top-level inputs that are updated in place. `*` represents all inputs that are not in another list. */
  readonly updateProperties: readonly string[];
  /**
   * Whether the provider always deletes the old resource first. The resource option of the same name overrides this.
   */
  readonly deleteBeforeReplace: boolean;
  /**
   * The input for which the provider generates a unique name if the program does not set the input. If the program sets
   * it, a replacement deletes the old resource first, because names are unique.
   */
  readonly nameProperty?: string;
  /** Whether deleting a resource loses data, keys, or an identity that recreating the resource does not restore. */
  readonly stateful: boolean;
  /** What is lost when a resource is deleted. Present for stateful types. */
  readonly lossKind?: LossKind;
  /** The inputs that protect a resource or its data. */
  readonly protectedBy: readonly DataProtection[];
  /** Inputs that always contain secrets. */
  readonly secretProperties: readonly string[];
}

const found = new Map<string, TypeFacts>();

/**
 * Returns the facts about a type.
 *
 * @param type - the current or a former type token, such as `aws:ec2/vpc:Vpc`
 * @returns undefined for types that no data file describes and that are not known to be stateful
 */
export function findTypeFacts(type: string): TypeFacts | undefined {
  const facts = found.get(type) ?? readFacts(type);
  if (facts !== undefined) found.set(type, facts);
  return facts;
}

/** Returns the current tokens of the types of a package that have inputs that always contain secrets. */
export const typesWithSecrets = (name: "aws" | "kubernetes"): readonly string[] =>
  Object.entries(loadFactsTable(name).types).flatMap(([type, { secrets }]) => (secrets === undefined ? [] : [type]));

function readFacts(type: string): TypeFacts | undefined {
  const match = findFacts(type);
  if (match === undefined) return undefined;
  const { entry, type: current } = match;
  const loses = lossForType(current);
  return {
    type: current,
    replaceProperties: words(entry.replaces),
    mayReplaceProperties: words(entry.mayReplace),
    replacementConditions: entry.conditions ?? {},
    updateProperties: updatesOf(entry),
    deleteBeforeReplace: entry.deleteBeforeReplace ?? false,
    ...(entry.named === undefined ? {} : { nameProperty: entry.named }),
    stateful: loses !== undefined,
    ...(loses === undefined ? {} : { lossKind: loses }),
    protectedBy: protectionsForType(current, match.entry === NO_FACTS ? undefined : inputsOf(entry)),
    secretProperties: words(entry.secrets),
  };
}

/** Returns the inputs that are updated in place. Merged tags are updated like the resource's own tags. */
function updatesOf({ updates, tagsAll }: FactsEntry): readonly string[] {
  const inputs = words(updates);
  const includesMergedTags = tagsAll !== undefined && inputs.includes("tags") && !inputs.includes(MERGED_TAGS);
  return includesMergedTags ? [...inputs, MERGED_TAGS] : inputs;
}

/** The property in which the AWS provider puts the merged tags. */
const MERGED_TAGS = "tagsAll";

function inputsOf({ replaces, mayReplace, updates, unknown }: FactsEntry): ReadonlySet<string> {
  return new Set([replaces, mayReplace, updates, unknown].flatMap(words).map((path) => splitPath(path)[0] ?? path));
}

function words(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(" ");
}
