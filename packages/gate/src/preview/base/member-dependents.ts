import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Returns a description of an installed package that the program can reach and that uses a workspace member. Node
 * resolves imports from the real path of a package, so such a package gets the member from the head even when the base
 * is previewed.
 *
 * @param head - the top directory of the repository, without symbolic links
 * @param program - the directory of the program, relative to `head`
 * @returns a clause without a period, or undefined if there is no such package
 */
export function memberDependent(head: string, program: string): string | undefined {
  const pending = [packageAt(head, join(head, program))].filter((folder) => folder !== undefined);
  const visited = new Set<string>();
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    if (visited.has(folder)) continue;
    visited.add(folder);
    const manifest = readManifest(folder);
    for (const name of dependenciesOf(manifest)) {
      const found = findPackage(name, folder);
      if (found === undefined) continue;
      if (!isMember(head, folder) && isMember(head, found))
        return `the installed package ${nameOf(manifest, folder)} uses ${name}, a workspace member that would come from the head`;
      pending.push(found);
    }
  }
  return undefined;
}

/** The members of a package.json file that name other packages. */
export interface Manifest {
  readonly name?: unknown;
  readonly dependencies?: unknown;
  readonly optionalDependencies?: unknown;
  readonly peerDependencies?: unknown;
}

/** Returns the directory of the package that a directory below `head` belongs to. */
export function packageAt(head: string, folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  return folder === head || dirname(folder) === folder ? undefined : packageAt(head, dirname(folder));
}

/** Returns the manifest of a package. */
export function readManifest(folder: string): Manifest {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof manifest === "object" && manifest !== null ? manifest : {};
  } catch {
    return {}; // an invalid package fails when it is loaded
  }
}

/** Returns the names of the packages that a package needs when it is used. */
export function dependenciesOf({ dependencies, optionalDependencies, peerDependencies }: Manifest): readonly string[] {
  return [dependencies, optionalDependencies, peerDependencies].flatMap((group) =>
    typeof group === "object" && group !== null ? Object.keys(group) : [],
  );
}

function nameOf({ name }: Manifest, folder: string): string {
  return typeof name === "string" ? name : folder;
}

/** Returns the directory to which Node resolves a package that is imported from a directory. */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, "node_modules", name);
    if (existsSync(join(place, "package.json"))) return realpathSync(place);
    if (dirname(folder) === folder) return undefined;
  }
}

/** Whether a directory belongs to the repository and not to an installed package. */
export function isMember(head: string, folder: string): boolean {
  const parts = relative(head, folder).split(sep);
  return parts[0] !== ".." && !parts.includes("node_modules");
}
