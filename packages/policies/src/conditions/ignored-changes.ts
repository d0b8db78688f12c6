/** Resources that have the resource option `ignoreChanges`. */
interface WithIgnoredChanges {
  readonly ignoreChanges: readonly string[];
}

/**
 * Whether a resource ignores changes to a property, because `ignoreChanges` contains `*`, the path of the property, or the
 * path of an object that contains it. Paths of single array elements count as paths of the array.
 */
export function ignoresChanges({ ignoreChanges }: WithIgnoredChanges, path: string): boolean {
  return ignoreChanges.some((ignored) => {
    const prefix = withoutIndexes(ignored);
    return ignored === "*" || prefix === path || path.startsWith(`${prefix}.`);
  });
}

/** Returns a path without the indexes and wildcards of array elements, such as `rules.weight` for `rules[*].weight`. */
const withoutIndexes = (path: string) => path.replace(/\[[^\]]*\]/g, "");
