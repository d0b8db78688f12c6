import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { differingPackages, reachOf } from "./package-lock";

const LOCKFILES = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/** The maximum number of names in a message. */
const MAX_NAMES = 5;

/**
 * Returns the reason why the packages that are installed at the head may differ from the packages of the base.
 *
 * @param head - the top directory of the repository
 * @param base - the directory with the files of the base
 * @param program - the directory of the program, relative to both
 * @returns a clause without a period, or undefined if the lockfiles agree on all packages that the program can reach
 */
export function lockfileConflict(head: string, base: string, program: string): string | undefined {
  const now = lockfileAbove(head, program);
  const before = lockfileAbove(base, program);
  if (now === undefined && before === undefined) return "there is no lockfile";
  if (now !== before) return `the lockfile was ${before ?? "missing"} at the base and is ${now ?? "missing"} now`;
  const name = now ?? "";
  const [newText, oldText] = [head, base].map((root) => readFileSync(join(root, name), "utf8"));
  if (newText === undefined || oldText === undefined || newText === oldText) return undefined;
  const differing = differencesOf(name, newText, oldText, program);
  if (differing?.length === 0) return undefined;
  const remaining = (differing?.length ?? 0) - MAX_NAMES;
  const names = differing?.slice(0, MAX_NAMES).join(", ") ?? "";
  const list = names === "" ? "" : ` in ${names}${remaining > 0 ? `, and ${remaining} more` : ""}`;
  return `${name} differs from the base${list}`;
}

/** Returns the packages that differ, or undefined if the files differ but the packages cannot be determined. */
function differencesOf(lockfile: string, head: string, base: string, program: string): readonly string[] | undefined {
  if (lockfile.endsWith(".json")) {
    const inside = relative(dirname(lockfile), program).split(sep).join("/");
    const [now, before] = [reachOf(head, inside), reachOf(base, inside)];
    return now === undefined || before === undefined ? undefined : differingPackages(now, before);
  }
  // The other formats are compared as a whole, because each of their versions describes dependencies differently.
  const names = namesInDifferingLines(head, base);
  return names.length === 0 ? undefined : names;
}

/**
 * Returns the packages in the headings that differ, such as `foo@1.2.3:`, `/foo@1.2.3:` or `"@a/foo@^1.0.0,
 * @a/foo@1":`.
 */
function namesInDifferingLines(head: string, base: string): readonly string[] {
  const [now, before] = [new Set(head.split("\n")), new Set(base.split("\n"))];
  const differing = [...[...now].filter((line) => !before.has(line)), ...[...before].filter((line) => !now.has(line))];
  const names = differing.flatMap((line) => /^\s*['"]?\/?((?:@[\w.-]+\/)?[\w.-]+)@[^:]*.*:$/.exec(line)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** Returns the path of the nearest lockfile at or above a program, relative to the top directory. */
function lockfileAbove(root: string, program: string): string | undefined {
  for (let folder = program; ; folder = dirname(folder)) {
    const found = LOCKFILES.map((name) => join(folder, name)).find((name) => existsSync(join(root, name)));
    if (found !== undefined || folder === "" || folder === ".") return found;
  }
}
