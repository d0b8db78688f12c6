import type { Scrubber } from "./scrubber";

/**
 * Fields that contain only strings of the gate. Redacting them would let a program rewrite the verdict with a "secret".
 */
const SAFE_FIELDS = new Set([
  "changes",
  "code",
  "docsUrl",
  "engine",
  "kind",
  "level",
  "operation",
  "outcome",
  "policies",
  "remedy",
  "rule",
  "severity",
  "title",
]);

/** Returns a report without secrets in any of its strings. This is the second pass, after secrets were left out by name. */
export function redact<Report extends object>(report: Report, scrubber: Scrubber): Report {
  // Types, URNs and messages are repeated often.
  const scrubbedStrings = new Map<string, string>();
  const scrub = (original: string): string => {
    const known = scrubbedStrings.get(original);
    if (known !== undefined) return known;
    const scrubbed = scrubber.scrub(original);
    scrubbedStrings.set(original, scrubbed);
    return scrubbed;
  };
  return mapStrings(report, scrub) as Report;
}

function mapStrings(value: unknown, change: (original: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((element) => mapStrings(element, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, SAFE_FIELDS.has(name) ? member : mapStrings(member, change)]),
  );
}
