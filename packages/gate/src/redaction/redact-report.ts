import type { Scrubber } from "@roadbed/plan";

/**
 * Fields that contain only strings of the gate. Redacting them would let a program rewrite the verdict with a "secret".
 */
const SAFE_FIELDS = new Set([
  "approvalId",
  "changes",
  "code",
  "docsUrl",
  "engine",
  "kind",
  "level",
  "missing",
  "operation",
  "outcome",
  "policies",
  "priorState",
  "remedy",
  "rule",
  "severity",
  "title",
]);

/** Fields with names that the reader needs, in which common words that are also secrets are kept. */
const NAME_FIELDS = new Set(["urn", "parent", "type", "name", "file", "directory", "project", "stack"]);

/** Longer values are truncated, because a report shows where a value is and does not replace the program. */
const MAX_VALUE_CHARACTERS = 160;

/**
 * Returns a report without secrets in any of its strings. This is the second pass, after secrets were left out by name.
 * Truncates values only now, because part of a secret would not be recognized.
 */
export function redact<Report extends object>(report: Report, scrubber: Scrubber): Report {
  const scrub = cached((text) => scrubber.scrub(text));
  const scrubName = cached((text) => scrubber.scrubName(text));
  const redactMember = (name: string, member: unknown): unknown => {
    if (SAFE_FIELDS.has(name)) return member;
    if (typeof member !== "string") return redactValue(member);
    if (NAME_FIELDS.has(name)) return scrubName(member);
    return name === "value" ? truncated(scrub(member)) : scrub(member);
  };
  const redactValue = (value: unknown): unknown => {
    if (typeof value === "string") return scrub(value);
    if (Array.isArray(value)) return value.map(redactValue);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redactMember(name, member)]));
  };
  return redactValue(report) as Report;
}

const truncated = (value: string): string =>
  value.length > MAX_VALUE_CHARACTERS ? `${value.slice(0, MAX_VALUE_CHARACTERS)}…` : value;

/** Adds a cache to a function, because types, URNs and messages are repeated a lot. */
function cached(change: (text: string) => string): (text: string) => string {
  const results = new Map<string, string>();
  return (text) => {
    const known = results.get(text) ?? change(text);
    results.set(text, known);
    return known;
  };
}
