import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { differingPackages, reachOf } from "./package-lock";

const LOCKFILES = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"];

/** How many names a sentence lists. */
const NAMED = 5;

/**
 * Why the packages that are installed for the head cannot be taken for the base's.
 *
 * @param head the top folder of the repository
 * @param base where the base's files are
 * @param program the folder of the program, relative to both
 * @returns a clause without a full stop; undefined if the lockfiles agree on all that the program can reach
 */
export function lockfileConflict(head: string, base: string, program: string): string | undefined {
  const now = lockfileAbove(head, program);
  const before = lockfileAbove(base, program);
  if (now === undefined && before === undefined)
    return "there is no lockfile, so that the base's packages are not known";
  if (now !== before) return `the lockfile was ${before ?? "not there"} at the base and is ${now ?? "not there"} now`;
  const name = now ?? "";
  const [newText, oldText] = [head, base].map((root) => readFileSync(join(root, name), "utf8"));
  if (newText === undefined || oldText === undefined || newText === oldText) return undefined;
  const differing = differencesOf(name, newText, oldText, program);
  if (differing?.length === 0) return undefined;
  const left = (differing?.length ?? 0) - NAMED;
  const names = differing?.slice(0, NAMED).join(", ") ?? "";
  const list = names === "" ? "" : ` in ${names}${left > 0 ? ` and ${left} more` : ""}`;
  return `${name} differs from the base's${list}`;
}

/** @returns the packages that differ; undefined if the files do and it cannot be said in what */
function differencesOf(lockfile: string, head: string, base: string, program: string): readonly string[] | undefined {
  if (lockfile.endsWith(".json")) {
    const inside = relative(dirname(lockfile), program).split(sep).join("/");
    const [now, before] = [reachOf(head, inside), reachOf(base, inside)];
    return now === undefined || before === undefined ? undefined : differingPackages(now, before);
  }
  // The other formats are compared as a whole: what reaches what is said differently in every version of them.
  const names = namesInDifferingLines(head, base);
  return names.length === 0 ? undefined : names;
}

/** The headings of both files name a package and its version: `foo@1.2.3:`, `/foo@1.2.3:`, `"@a/foo@^1.0.0, @a/foo@1":`. */
function namesInDifferingLines(head: string, base: string): readonly string[] {
  const [now, before] = [new Set(head.split("\n")), new Set(base.split("\n"))];
  const differing = [...[...now].filter((line) => !before.has(line)), ...[...before].filter((line) => !now.has(line))];
  const names = differing.flatMap((line) => /^\s*['"]?\/?((?:@[\w.-]+\/)?[\w.-]+)@[^:]*.*:$/.exec(line)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/** The lockfile that holds for a folder, relative to the top one. */
function lockfileAbove(root: string, program: string): string | undefined {
  for (let folder = program; ; folder = dirname(folder)) {
    const found = LOCKFILES.map((name) => join(folder, name)).find((name) => existsSync(join(root, name)));
    if (found !== undefined || folder === "" || folder === ".") return found;
  }
}
