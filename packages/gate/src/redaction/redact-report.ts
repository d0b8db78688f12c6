import type { Scrubber } from "./scrubber";

/**
 * Fields that contain only strings of the gate. If these strings were redacted, a program could change the verdict by
 * declaring a word of it as a secret.
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

/** Returns a report without secrets in any of its strings. This is the second pass: secrets with known names were
 * already omitted when the report was built. */
export function redact<Report extends object>(report: Report, scrubber: Scrubber): Report {
  // Cache the results, because types, URNs, and messages are repeated often.
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
