import type { Severity, Topic } from "@roadbed/policies";
import { CommandError } from "../failures/command-error";
import type { RuleEntry } from "./rule-entry";

/** All severities, the highest first. */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const satisfies readonly Severity[];
/** All topics. */
export const TOPICS = [
  "security",
  "reliability",
  "drift",
  "customer-keys",
  "changes",
] as const satisfies readonly Topic[];

/** Filters for rules. An absent filter selects all rules. */
export interface RuleSelection {
  /** A service (`aws.ecr` or `ecr`), or the first word of rule IDs (`sg`). */
  readonly service?: string;
  readonly severity?: Severity;
  readonly topic?: Topic;
  readonly framework?: string;
  readonly preset?: string;
}

/** A function that returns the message for an unknown name, with suggestions. */
export type UnknownName = (kind: string, name: string, known: readonly string[]) => string;

/**
 * Returns the entries that match all filters, sorted by service, severity, and ID.
 *
 * @throws CommandError if a filter contains an unknown name
 */
export function selectEntries(
  entries: readonly RuleEntry[],
  { service, severity, topic, framework, preset }: RuleSelection,
  presets: readonly string[],
  unknownName: UnknownName,
): readonly RuleEntry[] {
  const requireKnown = (kind: string, name: string | undefined, names: Iterable<string>): void => {
    const knownNames = [...new Set(names)].sort();
    if (name !== undefined && !knownNames.includes(name))
      throw new CommandError("flag-invalid", unknownName(kind, name, knownNames));
  };
  requireKnown("service", service, entries.flatMap(servicesOf));
  requireKnown(
    "framework",
    framework,
    entries.flatMap(({ controls }) => Object.keys(controls)),
  );
  requireKnown("preset", preset, presets);
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

/** Compares entries by service, severity, and ID, which is their order in lists and in the documentation. */
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

/** Compares strings independently of the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
