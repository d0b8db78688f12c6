import type { Severity, Topic } from "@roadbed/policies";
import { CommandError } from "../failures/command-error";
import type { RuleEntry } from "./rule-entry";

export const SEVERITIES = ["critical", "high", "medium", "low"] as const satisfies readonly Severity[];
export const TOPICS = ["security", "reliability", "drift", "customer-keys"] as const satisfies readonly Topic[];

/** Which rules to list; what is absent does not narrow the list. */
export interface RuleSelection {
  /** A service (`aws.ecr`, `ecr`) or the first word of ids (`sg`). */
  readonly service?: string;
  readonly severity?: Severity;
  readonly topic?: Topic;
  readonly framework?: string;
  readonly preset?: string;
}

/** The sentence that there is nothing of a name, with those that may have been meant. */
export type UnknownName = (kind: string, name: string, known: readonly string[]) => string;

/**
 * The entries that all parts of a selection hold for, by service, severity and id.
 *
 * @throws CommandError `usage` for a name that no rule and no preset has
 */
export function selectEntries(
  entries: readonly RuleEntry[],
  { service, severity, topic, framework, preset }: RuleSelection,
  presets: readonly string[],
  unknownName: UnknownName,
): readonly RuleEntry[] {
  const known = (what: string, name: string | undefined, names: Iterable<string>): void => {
    const all = [...new Set(names)].sort();
    if (name !== undefined && !all.includes(name)) throw new CommandError("usage", unknownName(what, name, all));
  };
  known("service", service, entries.flatMap(servicesOf));
  known(
    "framework",
    framework,
    entries.flatMap(({ controls }) => Object.keys(controls)),
  );
  known("preset", preset, presets);
  return entries
    .filter(
      (entry) =>
        (service === undefined || servicesOf(entry).includes(service)) &&
        (severity === undefined || entry.severity === severity) &&
        (topic === undefined || entry.topic === topic) &&
        (framework === undefined || Object.hasOwn(entry.controls, framework)) &&
        (preset === undefined || Object.hasOwn(entry.levels, preset)),
    )
    .sort(byServiceAndSeverity);
}

/** The order of the list and of the documentation. */
export function byServiceAndSeverity(a: RuleEntry, b: RuleEntry): number {
  return (
    compare(a.service, b.service) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compare(a.id, b.id)
  );
}

function servicesOf({ service, id }: RuleEntry): readonly string[] {
  return [service, service.slice(service.indexOf(".") + 1), id.split("-")[0] ?? id];
}

/** Not by locale: the list is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
