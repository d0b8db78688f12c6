import { changedPaths, parsePropertyPath, parseUrn, type Resource, type Urn } from "@roadbed/plan";
import type { Drift } from "@roadbed/plan/pulumi";
import { matchesWildcard } from "@roadbed/policies/internal";
import { controllerOf } from "@roadbed/plan/facts";
import { findingValue } from "../../verdict/finding-value";
import { defined } from "../../util/defined";
import type { IgnoreEntry } from "./ignore-file";

/**
 * The kinds of drift, the most serious first. `deleted`: the resource no longer exists. `changed`: someone changed an input
 * that the program sets. `controller`: only inputs differ that another system changes while it works, such as an
 * autoscaler. `outputs`: only properties differ that the program does not set. `ignored`: an entry of the ignore file
 * covers all differences.
 */
export const DRIFT_KINDS = ["deleted", "changed", "controller", "outputs", "ignored"] as const;
/** A kind of drift. */
export type DriftKind = (typeof DRIFT_KINDS)[number];

/** A property that differs from the state. */
export interface PropertyDrift {
  /** The path of the property, such as `tags.team`. */
  readonly path: string;
  /** Why the property differs: someone or an unknown system changed it, a known controller, or it is ignored or an output. */
  readonly kind: Exclude<DriftKind, "deleted">;
  /** The value in the state as JSON, without secrets. Absent if the state does not contain the property. */
  readonly expected?: string;
  /** The actual value as JSON, without secrets. Absent if the resource does not have the property. */
  readonly actual?: string;
  /** The system that usually changes the property. */
  readonly controller?: string;
  /** The reason in the ignore file. */
  readonly reason?: string;
}

/** The drift of one resource. */
export interface ResourceDrift {
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token of the resource. */
  readonly type: string;
  /** The name of the resource in the program. */
  readonly name: string;
  /** The most serious kind of drift. */
  readonly kind: DriftKind;
  /** The properties that differ. Empty if the resource no longer exists. */
  readonly properties: readonly PropertyDrift[];
  /** The reason in the ignore file, if it covers a deletion. */
  readonly reason?: string;
}

/** Classifies drift, the most serious kind first. */
export function classifyDrift(
  drift: readonly Drift[],
  entries: readonly IgnoreEntry[],
): { readonly resources: readonly ResourceDrift[]; readonly unusedEntries: readonly IgnoreEntry[] } {
  const used = new Set<IgnoreEntry>();
  const find = (urn: Urn, path?: string): IgnoreEntry | undefined => {
    const entry = entries.find((candidate) => covers(candidate, urn, path));
    if (entry !== undefined) used.add(entry);
    return entry;
  };
  const resources = drift.map((found) => classify(found, find));
  return {
    resources: resources.toSorted((a, b) => DRIFT_KINDS.indexOf(a.kind) - DRIFT_KINDS.indexOf(b.kind)),
    unusedEntries: entries.filter((entry) => !used.has(entry)),
  };
}

function covers({ resource, properties }: IgnoreEntry, urn: Urn, path: string | undefined): boolean {
  if (!matchesWildcard(resource, urn)) return false;
  if (properties === undefined) return true;
  // An entry for a property also covers what is below it.
  return (
    path !== undefined &&
    properties.some((pattern) => [pattern, `${pattern}.*`, `${pattern}[*`].some((form) => matchesWildcard(form, path)))
  );
}

type FindEntry = (urn: Urn, path?: string) => IgnoreEntry | undefined;

function classify({ urn, type, change, properties, old, current }: Drift, find: FindEntry): ResourceDrift {
  const base = { urn, type, name: parseUrn(urn)?.name ?? urn };
  if (change === "gone" || current === undefined) {
    const entry = find(urn);
    return {
      ...base,
      kind: entry === undefined ? "deleted" : "ignored",
      properties: [],
      ...defined({ reason: entry?.reason }),
    };
  }
  const side = change === "inputs" ? "inputs" : "outputs";
  const differing = properties.flatMap((name) => {
    const paths = changedPaths(name, old[side][name], current[side][name]);
    // The engine can compare secrets that the log masks, so there may be no visible difference.
    return (paths.length === 0 ? [name] : paths).map((path) => propertyDrift(path, side, old, current, find));
  });
  const kind = DRIFT_KINDS.find((candidate) => differing.some((property) => property.kind === candidate)) ?? "outputs";
  return { ...base, kind, properties: differing };
}

function propertyDrift(
  path: string,
  side: "inputs" | "outputs",
  old: Resource,
  current: Resource,
  find: FindEntry,
): PropertyDrift {
  const values = defined({ expected: valueOf(old, side, path), actual: valueOf(current, side, path) });
  const entry = find(old.urn, path);
  if (entry !== undefined) return { path, kind: "ignored", ...values, reason: entry.reason };
  if (side === "outputs") return { path, kind: "outputs", ...values };
  const controller = controllerOf(old.type, namesIn(path));
  return { path, kind: controller === undefined ? "changed" : "controller", ...values, ...defined({ controller }) };
}

const valueOf = (resource: Resource, side: "inputs" | "outputs", path: string): string | undefined =>
  findingValue({ ...resource, inputs: resource[side] }, path);

/** Returns the names in a path, joined by dots, without array indexes. */
function namesIn(path: string): string {
  return (parsePropertyPath(path) ?? [path]).filter((element) => typeof element === "string").join(".");
}
