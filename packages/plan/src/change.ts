import { changedKeys, changedPaths } from "./diff";
import type { Replacement } from "./facts";
import type { Goal } from "./goal";
import { parsePropertyPath, pathContains } from "./property-path";
import { withoutHabits } from "./provider-habits";
import type { ReplacementFacts } from "./replacement-facts";
import type { StateResource } from "./state";
import type { Urn } from "./urn";
import { isUnknown, unwrapSecret, type Properties } from "./value";

/** What separates a resource from what it was. */
export interface Change {
  readonly diffKeys: readonly string[];
  /** The properties that force a replacement. */
  readonly replaceKeys: readonly string[];
  /** Changed properties of which it is not known whether they force a replacement. */
  readonly mayReplace: readonly string[];
  /** Replaced for a reason that is not one of its properties. */
  readonly forced: boolean;
  /** Changed, though none of its properties is said to be. */
  readonly otherwise: boolean;
}

const NOTHING: Change = { diffKeys: [], replaceKeys: [], mayReplace: [], forced: false, otherwise: false };

export const isReplacement = ({ replaceKeys, forced }: Change): boolean => forced || replaceKeys.length > 0;
export const isChange = (change: Change): boolean =>
  change.diffKeys.length > 0 || change.otherwise || isReplacement(change);

/** What decides on a change, beside the inputs. */
export interface Subject {
  readonly type: string;
  /** Paths whose change replaces the resource because the program says so. */
  readonly replaceOnChanges?: readonly string[];
  /** The resource was made, but not brought to an end without errors. */
  readonly initErrors?: boolean;
}

/** Why a resource is replaced whatever its properties are. */
export interface Circumstances {
  /** Whether a resource of this run is being replaced. */
  readonly isReplaced: (urn: Urn) => boolean;
  /** What another provider, or another configuration of it, does to its resources. */
  readonly providerChange: Replacement;
}

/**
 * What the provider would say about a change, predicted.
 *
 * @param inputs what the resource's inputs will be
 */
export function predictChange(
  old: StateResource,
  goal: Goal,
  inputs: Properties,
  facts: ReplacementFacts,
  { isReplaced, providerChange }: Circumstances,
): Change {
  const { replaceWith = [], deletedWith, replaceOnChanges = [] } = goal.options;
  if (isTriggered(old, goal)) return { ...NOTHING, forced: true };
  if (replaceWith.some(isReplaced)) return { ...NOTHING, replaceKeys: ["replaceWith"] };
  if (deletedWith !== undefined && isReplaced(deletedWith)) return { ...NOTHING, replaceKeys: ["deletedWith"] };
  if (providerChange === "replaces") return { ...NOTHING, replaceKeys: ["provider"] };
  if (!goal.custom) {
    const same = changedKeys(old.inputs, inputs, { minded: true }).length === 0;
    return { ...NOTHING, otherwise: !same };
  }
  const subject = { type: goal.type, replaceOnChanges, initErrors: old.initErrors };
  const change = inputChange(subject, old.inputs, inputs, facts);
  if (providerChange === "no") return change;
  const provider = (keys: readonly string[]) => [...keys, "provider"];
  return { ...change, diffKeys: provider(change.diffKeys), mayReplace: provider(change.mayReplace) };
}

/** A change of inputs alone. */
export function inputChange(
  { type, replaceOnChanges = [], initErrors = false }: Subject,
  old: Properties,
  inputs: Properties,
  facts: ReplacementFacts,
): Change {
  const [before, now] = [withoutHabits(old), withoutHabits(inputs)];
  const marks = replaceOnChanges.flatMap((text) => [parsePropertyPath(text) ?? []]).filter((path) => path.length > 0);
  const isMarked = (text: string) => marks.some((mark) => pathContains(mark, parsePropertyPath(text) ?? [text]));
  const diffKeys = changedKeys(before, now);
  const effects = diffKeys.map((key) => {
    const paths = changedPaths(key, before[key], now[key]);
    return { key, effect: paths.some(isMarked) ? "replaces" : facts.replacementOf(type, paths) };
  });
  const withEffect = (wanted: string) => effects.filter(({ effect }) => effect === wanted).map(({ key }) => key);
  const broken = initErrors && isMarked(INIT_ERROR) ? [INIT_ERROR] : [];
  return {
    ...NOTHING,
    diffKeys,
    replaceKeys: [...withEffect("replaces"), ...broken],
    mayReplace: withEffect("may replace"),
    otherwise: initErrors,
  };
}

/** What `replaceOnChanges` calls a resource that was not brought to an end without errors. */
const INIT_ERROR = "#initerror";

/** A changed trigger replaces; one that was not there before does not. */
function isTriggered(old: StateResource, goal: Goal): boolean {
  const before = unwrapSecret(old.options.replacementTrigger ?? null);
  const now = unwrapSecret(goal.options.replacementTrigger ?? null);
  if (isUnknown(before) || isUnknown(now)) return true;
  return before !== null && now !== null && changedKeys({ trigger: before }, { trigger: now }).length > 0;
}
