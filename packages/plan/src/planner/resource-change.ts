import type { ReplacementEffect } from "../facts";
import {
  changedKeys,
  changedPaths,
  isUnknown,
  parsePropertyPath,
  pathContains,
  unwrapSecret,
  type Urn,
} from "../model";
import { stripProviderMetadata, type StateResource } from "../state";
import type { ComparedInputs } from "./compare-inputs";
import type { Goal } from "./goal";
import type { ReplacementFacts } from "./replacement-facts";

/** The difference between a resource and its prior state. */
export interface ResourceChange {
  readonly diffKeys: readonly string[];
  /** The properties that force the replacement. */
  readonly replaceKeys: readonly string[];
  /** Changed properties that may force the replacement. */
  readonly mayReplaceKeys: readonly string[];
  /** Whether a reason other than a property forces the replacement. */
  readonly forced: boolean;
  /** Whether the resource changed although no property is known to differ. */
  readonly otherChange: boolean;
}

const NO_CHANGE: ResourceChange = {
  diffKeys: [],
  replaceKeys: [],
  mayReplaceKeys: [],
  forced: false,
  otherChange: false,
};

/** Whether the resource is replaced. */
export const isReplacement = ({ replaceKeys, forced }: ResourceChange): boolean => forced || replaceKeys.length > 0;
/** Whether the resource changes. */
export const isChange = (change: ResourceChange): boolean =>
  change.diffKeys.length > 0 || change.otherChange || isReplacement(change);

/** The properties of a resource, other than its inputs, on which the effect of a change depends. */
export interface ChangeSubject {
  readonly type: string;
  /** The value of the option `replaceOnChanges`. */
  readonly replaceOnChanges?: readonly string[];
  /** Whether the resource's initialization failed. */
  readonly hasInitErrors?: boolean;
}

/** Reasons for a replacement that do not depend on the properties. */
export interface ChangeContext {
  /** Whether this run replaces the resource with this URN. */
  readonly isReplaced: (urn: Urn) => boolean;
  /** The effect that a changed provider has on its resources. */
  readonly providerChange: ReplacementEffect;
}

/** Predicts the result of the provider's `Diff`. */
export function predictChange(
  old: StateResource,
  goal: Goal,
  compared: ComparedInputs,
  facts: ReplacementFacts,
  { isReplaced, providerChange }: ChangeContext,
): ResourceChange {
  const { replaceWith = [], deletedWith, replaceOnChanges = [] } = goal.options;
  if (isTriggered(old, goal)) return { ...NO_CHANGE, forced: true };
  if (replaceWith.some(isReplaced)) return { ...NO_CHANGE, replaceKeys: ["replaceWith"] };
  if (deletedWith !== undefined && isReplaced(deletedWith)) return { ...NO_CHANGE, replaceKeys: ["deletedWith"] };
  if (providerChange === "always") return { ...NO_CHANGE, replaceKeys: ["provider"] };
  if (!goal.custom) {
    const same = changedKeys(compared.before, compared.now, { compareSecrecy: true }).length === 0;
    return { ...NO_CHANGE, otherChange: !same };
  }
  const subject = { type: goal.type, replaceOnChanges, hasInitErrors: old.hasInitErrors };
  const change = inputChange(subject, compared, facts);
  if (providerChange === "never") return change;
  const withProvider = (keys: readonly string[]) => [...keys, "provider"];
  return { ...change, diffKeys: withProvider(change.diffKeys), mayReplaceKeys: withProvider(change.mayReplaceKeys) };
}

/** Predicts the change that results from changed inputs. */
export function inputChange(
  { type, replaceOnChanges = [], hasInitErrors = false }: ChangeSubject,
  compared: ComparedInputs,
  facts: ReplacementFacts,
): ResourceChange {
  const [before, now] = [stripProviderMetadata(compared.before), stripProviderMetadata(compared.now)];
  const refineEffect = compared.refineEffect ?? ((_: string, effect: ReplacementEffect) => effect);
  const marks = replaceOnChanges.flatMap((path) => [parsePropertyPath(path) ?? []]).filter((path) => path.length > 0);
  const isMarked = (path: string) => marks.some((mark) => pathContains(mark, parsePropertyPath(path) ?? [path]));
  const diffKeys = changedKeys(before, now);
  const effects = diffKeys.map((key) => {
    const paths = changedPaths(key, before[key], now[key]);
    if (paths.some(isMarked)) return { key, effect: "always" };
    const effectOf = (path: string) => refineEffect(path, facts.predictReplacement(type, [path], { before, now }));
    return { key, effect: worst(paths.map(effectOf)) };
  });
  const withEffect = (expected: string) => effects.filter(({ effect }) => effect === expected).map(({ key }) => key);
  const initErrorKeys = hasInitErrors && isMarked(INIT_ERROR) ? [INIT_ERROR] : [];
  return {
    ...NO_CHANGE,
    diffKeys,
    replaceKeys: [...withEffect("always"), ...initErrorKeys],
    mayReplaceKeys: withEffect("possible"),
    otherChange: hasInitErrors,
  };
}

function worst(effects: readonly ReplacementEffect[]): ReplacementEffect {
  return (["always", "possible"] as const).find((effect) => effects.includes(effect)) ?? "never";
}

/** The name that represents a failed initialization in `replaceOnChanges`. */
const INIT_ERROR = "#initerror";

/** Whether `replacementTrigger` forces a replacement. A new trigger does not. */
function isTriggered(old: StateResource, goal: Goal): boolean {
  const before = unwrapSecret(old.options.replacementTrigger ?? null);
  const now = unwrapSecret(goal.options.replacementTrigger ?? null);
  if (isUnknown(before) || isUnknown(now)) return true;
  return before !== null && now !== null && changedKeys({ trigger: before }, { trigger: now }).length > 0;
}
