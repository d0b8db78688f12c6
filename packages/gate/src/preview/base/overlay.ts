import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Gives the files of a base the packages that are installed for the head: what was installed is linked to, but a member of
 * the workspace is the base's own. A link to the head's would compare the head with itself.
 *
 * Works for every layout that has a node_modules folder: npm's and Yarn's, which hoist, and pnpm's, whose entries are links
 * to a store.
 *
 * @param head the top folder of the repository, without symbolic links
 * @param base where the base's files are
 * @param program the folder of the program, relative to both
 */
export function overlayPackages(head: string, base: string, program: string): void {
  const waiting = [program];
  const done = new Set<string>();
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (done.has(folder)) continue;
    done.add(folder);
    if (folder !== "") waiting.push(parentOf(folder));
    for (const member of overlayFolder(head, base, folder)) waiting.push(member);
  }
}

const parentOf = (folder: string): string => (dirname(folder) === "." ? "" : dirname(folder));

/** @returns the members of the workspace that are linked there, relative to the top folder */
function overlayFolder(head: string, base: string, folder: string): string[] {
  const installed = join(head, folder, "node_modules");
  // A folder that the base does not have, as that of a package which is new, is nobody's to read.
  if (!existsSync(installed) || !existsSync(join(base, folder))) return [];
  const members: string[] = [];
  for (const name of packagesIn(installed)) {
    const target = join(base, folder, "node_modules", name);
    const source = resolved(join(installed, name));
    if (source === undefined || existsSync(target)) continue;
    const member = memberAt(head, source);
    if (member !== undefined) members.push(member);
    const linked = member === undefined ? source : join(base, member);
    if (!existsSync(linked)) continue;
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(linked, target, "junction");
  }
  return members;
}

/** The names of packages in a node_modules folder, with their scopes; what tools keep there for themselves is left out. */
function packagesIn(folder: string): string[] {
  return namesIn(folder).flatMap((name) =>
    name.startsWith("@") ? namesIn(join(folder, name)).map((inner) => join(name, inner)) : [name],
  );
}

const namesIn = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith("."));

/** Where a link leads; undefined if to nothing. */
function resolved(path: string): string | undefined {
  return existsSync(path) ? realpathSync(path) : undefined;
}

/** The folder of a member of the workspace; undefined for what was installed. */
function memberAt(head: string, path: string): string | undefined {
  const inside = relative(head, path);
  const parts = inside.split(sep);
  return parts[0] === ".." || parts.includes("node_modules") ? undefined : inside;
}
