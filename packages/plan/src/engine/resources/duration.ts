const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const TERM = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** Converts a duration in Go's format, such as `1h30m` or `1.5s`, to seconds. Returns undefined for other strings. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const [, sign, terms = ""] = /^([+-]?)(.+)$/.exec(text) ?? [];
  if (terms.replace(TERM, "") !== "" || terms === "") return undefined;
  let seconds = 0;
  for (const [, count, unit] of terms.matchAll(TERM)) seconds += Number(count) * (SECONDS[unit ?? ""] ?? NaN);
  return sign === "-" ? -seconds : seconds;
}
