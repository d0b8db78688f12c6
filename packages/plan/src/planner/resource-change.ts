import type { ReplacementEffect } from "../facts";
import {
  changedKeys,
  changedPaths,
  isUnknown,
  parsePropertyPath,
  pathContains,
  unwrapSecret,
  type Properties,
  type Urn,
} from "../model";
import { stripProviderMetadata, type StateResource } from "../state";
import type { Goal } from "./goal";
import type { ReplacementFacts } from "./replacement-facts";

/** What separates a resource from what it was. */
export interface ResourceChange {
  readonly diffKeys: readonly string[];
  /** The properties that force a replacement. */
  readonly replaceKeys: readonly string[];
  /** Changed properties of which it is not known whether they force a replacement. */
  readonly mayReplace: readonly string[];
  /** Replaced for a reason that is not one of its properties. */
  readonly forced: boolean;
  /** Changed, though none of its properties is said to be. */
  readonly otherChange: boolean;
}

const NOTHING: ResourceChange = { diffKeys: [], replaceKeys: [], mayReplace: [], forced: false, otherChange: false };

export const isReplacement = ({ replaceKeys, forced }: ResourceChange): boolean => forced || replaceKeys.length > 0;
export const isChange = (change: ResourceChange): boolean =>
  change.diffKeys.length > 0 || change.otherChange || isReplacement(change);

/** What decides on a change, beside the inputs. */
export interface ChangeSubject {
  readonly type: string;
  /** Paths whose change replaces the resource because the program says so. */
  readonly replaceOnChanges?: readonly string[];
  /** The resource was made, but not brought to an end without errors. */
  readonly initErrors?: boolean;
}

/** Why a resource is replaced whatever its properties are. */
export interface ChangeContext {
  /** Whether a resource of this run is being replaced. */
  readonly isReplaced: (urn: Urn) => boolean;
  /** What another provider, or another configuration of it, does to its resources. */
  readonly providerChange: ReplacementEffect;
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
  { isReplaced, providerChange }: ChangeContext,
): ResourceChange {
  const { replaceWith = [], deletedWith, replaceOnChanges = [] } = goal.options;
  if (isTriggered(old, goal)) return { ...NOTHING, forced: true };
  if (replaceWith.some(isReplaced)) return { ...NOTHING, replaceKeys: ["replaceWith"] };
  if (deletedWith !== undefined && isReplaced(deletedWith)) return { ...NOTHING, replaceKeys: ["deletedWith"] };
  if (providerChange === "replaces") return { ...NOTHING, replaceKeys: ["provider"] };
  if (!goal.custom) {
    const same = changedKeys(old.inputs, inputs, { compareSecrecy: true }).length === 0;
    return { ...NOTHING, otherChange: !same };
  }
  const subject = { type: goal.type, replaceOnChanges, initErrors: old.initErrors };
  const change = inputChange(subject, old.inputs, inputs, facts);
  if (providerChange === "no") return change;
  const provider = (keys: readonly string[]) => [...keys, "provider"];
  return { ...change, diffKeys: provider(change.diffKeys), mayReplace: provider(change.mayReplace) };
}

/** A change of inputs alone. */
export function inputChange(
  { type, replaceOnChanges = [], initErrors = false }: ChangeSubject,
  old: Properties,
  inputs: Properties,
  facts: ReplacementFacts,
): ResourceChange {
  const [before, now] = [stripProviderMetadata(old), stripProviderMetadata(inputs)];
  const marks = replaceOnChanges.flatMap((text) => [parsePropertyPath(text) ?? []]).filter((path) => path.length > 0);
  const isMarked = (text: string) => marks.some((mark) => pathContains(mark, parsePropertyPath(text) ?? [text]));
  const diffKeys = changedKeys(before, now);
  const effects = diffKeys.map((key) => {
    const paths = changedPaths(key, before[key], now[key]);
    return { key, effect: paths.some(isMarked) ? "replaces" : facts.predictReplacement(type, paths) };
  });
  const withEffect = (wanted: string) => effects.filter(({ effect }) => effect === wanted).map(({ key }) => key);
  const broken = initErrors && isMarked(INIT_ERROR) ? [INIT_ERROR] : [];
  return {
    ...NOTHING,
    diffKeys,
    replaceKeys: [...withEffect("replaces"), ...broken],
    mayReplace: withEffect("may replace"),
    otherChange: initErrors,
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
