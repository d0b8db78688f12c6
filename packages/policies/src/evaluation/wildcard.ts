/**
 * Whether a string matches a pattern in which `*` matches any number of characters. Patterns come from configuration files,
 * so the run time is linear for every pattern.
 */
export function matchesWildcard(pattern: string, value: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  if (parts.length === 0) return value === pattern;
  const last = parts.pop() ?? "";
  if (!value.startsWith(first) || value.length < first.length + last.length) return false;
  let position = first.length;
  for (const part of parts) {
    const found = value.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return value.endsWith(last) && position + last.length <= value.length;
}
