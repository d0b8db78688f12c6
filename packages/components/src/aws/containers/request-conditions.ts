/** The requests that the listener rule of a service applies to. */
export interface RequestConditions {
  readonly paths: readonly string[];
  /** The host names; empty for every host. */
  readonly hosts: readonly string[];
}

/** The number of results of `specificity`. */
export const SPECIFICITY_LEVELS = 24;

const PATH_LEVELS = 8;
/** Longer paths are as specific as paths with this number of segments. */
const MAX_SEGMENTS = 2;

/**
 * Returns how specific conditions are, from 0 for all requests to 23: exact host names before host names with wildcards, and for
 * the same kind of host names, longer paths before shorter ones, and paths without wildcards before others.
 */
export function specificity({ paths, hosts }: RequestConditions): number {
  return hostLevel(hosts) * PATH_LEVELS + Math.min(...paths.map(pathLevel));
}

function hostLevel(hosts: readonly string[]): number {
  if (hosts.length === 0) return 0;
  return hosts.some(hasWildcard) ? 1 : 2;
}

/** Returns 0 for a path such as `/*`, 1 for `/a*`, 2 for `/a`, 3 to 5 for these after one segment, and 6 or 7 for longer paths. */
function pathLevel(path: string): number {
  const literal = path.split(/[*?]/)[0] ?? "";
  const segments = Math.min(literal.split("/").length - 2, MAX_SEGMENTS);
  const hasPartialSegment = !literal.endsWith("/");
  const kind = hasWildcard(path) ? Number(hasPartialSegment) : 2;
  return segments * 3 + (segments === MAX_SEGMENTS ? Math.min(kind, 1) : kind);
}

const hasWildcard = (pattern: string): boolean => /[*?]/.test(pattern);

/** Whether all requests that meet the second conditions also meet the first. */
export function covers(first: RequestConditions, second: RequestConditions): boolean {
  const areHostsCovered =
    first.hosts.length === 0 || (second.hosts.length > 0 && areCovered(second.hosts, first.hosts, "i"));
  return areHostsCovered && areCovered(second.paths, first.paths, "");
}

const areCovered = (patterns: readonly string[], by: readonly string[], flags: string): boolean =>
  patterns.every((pattern) => by.some((other) => patternToRegExp(other, flags).test(pattern)));

/** Returns an expression for a pattern that is also applied to other patterns: `?` stands for no other pattern's `*`. */
function patternToRegExp(pattern: string, flags: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", "[^*]");
  return new RegExp(`^${source}$`, flags);
}
