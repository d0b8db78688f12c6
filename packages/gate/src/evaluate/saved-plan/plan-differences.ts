import { isDeepStrictEqual } from "node:util";
import { parseUrn, type Plan, type Resource, type Urn, type Value } from "@roadbed/plan";
import { withoutGeneratedValues } from "../generated-values";
import type { RuleResultKey } from "./rule-results";

/** What a saved plan is compared by. */
export interface ComparablePlan {
  readonly plan: Plan;
  /** The hash of the prior state. */
  readonly priorState: string;
  /** The results of mandatory rules. */
  readonly results: readonly RuleResultKey[];
}

/** The maximum number of names in a message. Further names are only counted. */
const MAX_NAMES = 5;

/**
 * Returns the differences between a saved plan and the present one, one clause for each part: the program, the prior
 * state, the steps, and the results of mandatory rules. Names and defaults that providers generate do not count.
 */
export function planDifferences(saved: ComparablePlan, now: ComparablePlan): readonly string[] {
  const resources = difference(registered(saved.plan), registered(now.plan));
  const outputs = isDeepStrictEqual(saved.plan.outputs, now.plan.outputs) ? [] : ["stack outputs"];
  const before = difference(existing(saved.plan), existing(now.plan));
  const steps = difference(operations(saved.plan), operations(now.plan));
  return [
    ...clause("the program registers other resources or inputs", [...resources, ...outputs]),
    ...(saved.priorState === now.priorState
      ? []
      : clause("the prior state changed", before.length > 0 ? before : [""])),
    ...(resources.length + before.length > 0 ? [] : clause("the deployment performs other operations", steps)),
    ...resultClause("there are new results of mandatory rules", now.results, saved.results),
    ...resultClause("mandatory rules no longer report results", saved.results, now.results),
  ];
}

function clause(start: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MAX_NAMES).join(", ");
  const rest = names.length > MAX_NAMES ? `, and ${names.length - MAX_NAMES} more` : "";
  return [shown === "" ? start : `${start}: ${shown}${rest}`];
}

function resultClause(
  start: string,
  results: readonly RuleResultKey[],
  others: readonly RuleResultKey[],
): readonly string[] {
  const known = new Set(others.map((key) => JSON.stringify(key)));
  const missing = results.filter((key) => !known.has(JSON.stringify(key)));
  return clause(start, [...new Set(missing.map(([, rule = "", urn = ""]) => `${rule} (${nameOf(urn)})`))]);
}

type Parts = ReadonlyMap<Urn, Readonly<Record<string, unknown>>>;

/** Returns the names of the resources that differ, each with what differs. */
function difference(saved: Parts, now: Parts): readonly string[] {
  return [...new Set([...saved.keys(), ...now.keys()])].flatMap((urn) => {
    const [before, after] = [saved.get(urn), now.get(urn)];
    if (before === undefined) return [`${nameOf(urn)} (added)`];
    if (after === undefined) return [`${nameOf(urn)} (removed)`];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = names.filter((name) => !isDeepStrictEqual(before[name], after[name]));
    return changed.length === 0 ? [] : [`${nameOf(urn)} (${changed.join(", ")})`];
  });
}

const nameOf = (urn: Urn): string => parseUrn(urn)?.name ?? urn;

/** Returns the resources as the program registers them. */
function registered({ resources }: Plan): Parts {
  return new Map(resources.map((resource) => [resource.urn, partsOf(resource)]));
}

function partsOf({ inputs, ...resource }: Resource): Readonly<Record<string, unknown>> {
  const { outputs: _outputs, source: _source, lookupInputs: _lookups, ...parts } = resource;
  return { ...prefixed("inputs", withoutGeneratedValues(inputs)), ...parts };
}

/** Returns the resources in the prior state, with each input and output. */
function existing({ steps }: Plan): Parts {
  return new Map(
    steps.flatMap(({ old }) => {
      if (old === undefined) return [];
      const { inputs, outputs, source: _source, ...parts } = old;
      return [[old.urn, { ...prefixed("inputs", inputs), ...prefixed("outputs", outputs), ...parts }] as const];
    }),
  );
}

const prefixed = (prefix: string, values: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));

function operations({ steps }: Plan): Parts {
  const byUrn = new Map<Urn, Record<string, unknown>>();
  for (const { urn, operation } of steps) byUrn.set(urn, { ...byUrn.get(urn), [operation]: true });
  return byUrn;
}
