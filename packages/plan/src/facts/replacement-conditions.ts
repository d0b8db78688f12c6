import {
  isList,
  isMarkedUnknown,
  isProperties,
  isSameValue,
  isUnknown,
  unwrapSecret,
  type Properties,
  type Value,
} from "../model";
import type { ReplacementEffect } from "./replacement-effect";
import { valueAtPath } from "./path";
import { compareVersions } from "./version";

/** Two versions of the inputs of a resource. */
export interface InputVersions {
  /** The inputs in the prior state. */
  readonly before: Properties;
  /** The inputs in the program. */
  readonly now: Properties;
}

/** When a change of a property forces replacement, although other changes of it do not. */
export interface ReplacementCondition {
  /** The cases that force replacement. Without `updates`, every other change is an update in place. */
  readonly replaces?: readonly ConditionCase[];
  /** The cases that are updates in place. Without `replaces`, every other change forces replacement. */
  readonly updates?: readonly ConditionCase[];
  /** Whether the provider keeps the current value if the program no longer sets the property. */
  readonly keepsValue?: boolean;
}

/** A case applies if the property changes in the given way and all tests are true. */
export interface ConditionCase {
  /** @default any change */
  readonly change?: ChangeKind;
  /** @default no tests */
  readonly tests?: readonly InputTest[];
}

/** How a property changes. */
export type ChangeKind =
  | "added"
  | "removed"
  /** From true to false. */
  | "disabled"
  | "decreased"
  | "version-decreased"
  | "length-changed"
  | "elements-removed"
  | "elements-swapped"
  | "all-elements-removed"
  /** The array does not become longer. */
  | "not-extended"
  /** Another size of the same family of instance types, such as `t3.small` instead of `t3.micro`. */
  | "same-family";

/** A test of an input. The test is true if all its conditions are. */
export interface InputTest {
  /** The path of the tested input. */
  readonly path: string;
  /** @default "now" */
  readonly version?: keyof InputVersions;
  /** The input must be one of these values. */
  readonly is?: readonly (boolean | string)[];
  /** The input must be none of these values. */
  readonly isNot?: readonly (boolean | string)[];
  /** The input must contain this string. */
  readonly contains?: string;
  /** The input must not contain this string. */
  readonly lacks?: string;
  /** The version at the end of the input must be lower. */
  readonly belowVersion?: string;
  /** The value that applies if the input is not set. If absent, the test is undecided. */
  readonly default?: boolean | string;
  /** Whether the earlier value still applies if the program no longer sets the input. */
  readonly keepsValue?: boolean;
}

/** The result of a test. Undefined if a value that decides it is not known. */
type Decision = boolean | undefined;

/** Returns the effect of a changed property. The effect is "possible" if a value that decides it is not known. */
export function conditionEffect(
  path: string,
  { replaces, updates, keepsValue = false }: ReplacementCondition,
  versions: InputVersions,
): ReplacementEffect {
  const [old, value] = [valueAtPath(versions.before, path), valueAtPath(versions.now, path)];
  if (keepsValue && !isSet(value ?? null)) return "possible";
  const decide = (cases: readonly ConditionCase[] = []): Decision =>
    some(cases.map(({ change, tests = [] }) => every([changes(change, old, value), ...tests.map(testIn(versions))])));
  const [isReplacement, isUpdate] = [decide(replaces), decide(updates)];
  if (isReplacement === true) return "always";
  if (isUpdate === true) return isReplacement === false ? "never" : "possible";
  if (isReplacement === undefined || isUpdate === undefined || (replaces && updates)) return "possible";
  return replaces === undefined ? "always" : "never";
}

const some = (decisions: readonly Decision[]): Decision =>
  decisions.includes(true) ? true : decisions.includes(undefined) ? undefined : false;
const every = (decisions: readonly Decision[]): Decision =>
  decisions.includes(false) ? false : decisions.includes(undefined) ? undefined : true;

function testIn(versions: InputVersions) {
  return ({ path, version = "now", is, isNot, contains, lacks, belowVersion, ...absent }: InputTest): Decision => {
    const given = valueAtPath(versions[version], path) ?? null;
    const kept = absent.keepsValue === true && given === null ? (valueAtPath(versions.before, path) ?? null) : given;
    const value = kept ?? absent.default;
    if ((typeof value !== "string" && typeof value !== "boolean") || isMarkedUnknown(value)) return undefined;
    const string = String(value);
    return every([
      is === undefined || is.includes(value),
      isNot === undefined || !isNot.includes(value),
      contains === undefined || string.includes(contains),
      lacks === undefined || !string.includes(lacks),
      belowVersion === undefined || isBelow(string, belowVersion),
    ]);
  };
}

/** Whether a version is lower than another one. Undecided if the version has fewer parts that are all equal. */
function isBelow(version: string, bound: string): Decision {
  const number = /\d+(?:\.\w+)*$/.exec(version)?.[0];
  const order = number === undefined ? undefined : compareVersions(number, bound);
  return order === undefined ? undefined : order < 0;
}

function changes(kind: ChangeKind | undefined, old: Value | undefined, value: Value | undefined): Decision {
  if (kind === undefined) return true;
  const [before, now] = [old ?? null, value ?? null];
  if ([before, now].some((member) => isUnknown(member) || isMarkedUnknown(member))) return undefined;
  if (isElementChange(kind)) return changesElements(kind, elementsOf(before), elementsOf(now));
  return VALUE_CHANGES[kind](before, now);
}

const VALUE_CHANGES: Readonly<Record<Exclude<ChangeKind, ElementChange>, (before: Value, now: Value) => Decision>> = {
  added: (before, now) => !isSet(before) && isSet(now),
  removed: (before, now) => isSet(before) && !isSet(now),
  disabled: (before, now) => before === true && now === false,
  decreased: decreases,
  "version-decreased": isVersionDecrease,
  "same-family": (before, now) =>
    typeof before === "string" && typeof now === "string" && familyOf(before) === familyOf(now),
};

const ELEMENT_CHANGES = [
  "length-changed",
  "elements-removed",
  "elements-swapped",
  "all-elements-removed",
  "not-extended",
] as const satisfies readonly ChangeKind[];
type ElementChange = (typeof ELEMENT_CHANGES)[number];

const isElementChange = (kind: ChangeKind): kind is ElementChange =>
  (ELEMENT_CHANGES as readonly ChangeKind[]).includes(kind);

function changesElements(
  kind: ElementChange,
  before: readonly Value[] | undefined,
  now: readonly Value[] | undefined,
): Decision {
  if (before === undefined || now === undefined) return undefined;
  if (kind === "length-changed") return before.length !== now.length;
  if ([...before, ...now].some(containsUncertain)) return undefined;
  if (kind === "not-extended") return now.length <= before.length;
  const removed = before.filter((element) => !contains(now, element));
  if (kind === "elements-removed") return removed.length > 0;
  if (kind === "elements-swapped") return removed.length > 0 && now.some((element) => !contains(before, element));
  return before.length === 0 ? undefined : removed.length === before.length;
}

const contains = (elements: readonly Value[], element: Value): boolean =>
  elements.some((candidate) => isSameValue(candidate, element));

const elementsOf = (value: Value): readonly Value[] | undefined =>
  value === null ? [] : isList(value) ? value : undefined;

function containsUncertain(element: Value): boolean {
  const value = unwrapSecret(element);
  if (isUnknown(value) || isMarkedUnknown(value)) return true;
  if (isList(value)) return value.some(containsUncertain);
  return isProperties(value) && Object.values(value).some(containsUncertain);
}

function isSet(value: Value): boolean {
  if (value === null || value === "") return false;
  if (isList(value)) return value.length > 0;
  return true;
}

function decreases(before: Value, now: Value): Decision {
  const numbers = [before, now].map((value) => (value === null || value === "" ? NaN : Number(value)));
  const [old = NaN, current = NaN] = numbers;
  return Number.isNaN(old) || Number.isNaN(current) ? undefined : current < old;
}

function isVersionDecrease(before: Value, now: Value): Decision {
  if (typeof before !== "string" || typeof now !== "string") return undefined;
  const order = compareVersions(now, before);
  return order === undefined ? undefined : order < 0;
}

const familyOf = (instanceType: string): string => instanceType.split(".")[0] ?? instanceType;
