/**
 * Whether a string matches a pattern in which `*` stands for any characters or none. Takes linear time for every pattern,
 * since patterns come from files.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  if (parts.length === 0) return text === pattern;
  const last = parts.pop() ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  let position = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return text.endsWith(last) && position + last.length <= text.length;
}
