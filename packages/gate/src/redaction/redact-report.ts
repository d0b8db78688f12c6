import type { Scrubber } from "./scrubber";

/** Fields whose texts are the gate's own words: hiding there would let a program rewrite the verdict by a "secret". */
const OWN_WORDS = new Set([
  "about",
  "changes",
  "engine",
  "kind",
  "level",
  "operation",
  "outcome",
  "policies",
  "reason",
  "remedy",
  "rule",
  "severity",
  "title",
]);

/** The report without secrets in any of its texts: the second pass, over whatever the first one let through. */
export function redact<Report extends object>(report: Report, scrubber: Scrubber): Report {
  const done = new Map<string, string>(); // types, URNs and messages are repeated a lot
  const scrub = (text: string): string => {
    const known = done.get(text);
    if (known !== undefined) return known;
    const scrubbed = scrubber.scrub(text);
    done.set(text, scrubbed);
    return scrubbed;
  };
  return mapTexts(report, scrub) as Report;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((element) => mapTexts(element, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, OWN_WORDS.has(name) ? member : mapTexts(member, change)]),
  );
}
