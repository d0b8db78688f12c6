import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Links the installed packages of the head into the files of a base. Workspace members are linked to the base itself,
 * because a link to the head would compare the head with itself.
 *
 * @remarks
 * Works for every layout with a node_modules directory: npm and Yarn, which hoist packages, and pnpm, whose entries are
 * links to a store.
 *
 * @param head - the top directory of the repository, without symbolic links
 * @param base - the directory with the files of the base
 * @param program - the directory of the program, relative to both
 */
export function overlayPackages(head: string, base: string, program: string): void {
  const pending = [program];
  const visited = new Set<string>();
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    if (visited.has(folder)) continue;
    visited.add(folder);
    if (folder !== "") pending.push(parentOf(folder));
    for (const member of overlayFolder(head, base, folder)) pending.push(member);
  }
}

const parentOf = (folder: string): string => (dirname(folder) === "." ? "" : dirname(folder));

/** Links the packages of one directory. Returns the linked workspace members, relative to the top directory. */
function overlayFolder(head: string, base: string, folder: string): string[] {
  const installed = join(head, folder, "node_modules");
  // The base does not contain the directory of a new package.
  if (!existsSync(installed) || !existsSync(join(base, folder))) return [];
  const members: string[] = [];
  for (const name of packagesIn(installed)) {
    const target = join(base, folder, "node_modules", name);
    const source = realPathOf(join(installed, name));
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

/** Returns the names of the packages in a node_modules directory, without hidden directories of tools. */
function packagesIn(folder: string): string[] {
  return namesIn(folder).flatMap((name) =>
    name.startsWith("@") ? namesIn(join(folder, name)).map((inner) => join(name, inner)) : [name],
  );
}

const namesIn = (folder: string): string[] => readdirSync(folder).filter((name) => !name.startsWith("."));

/** Returns the target of a link, or undefined if it does not exist. */
function realPathOf(path: string): string | undefined {
  return existsSync(path) ? realpathSync(path) : undefined;
}

/** Returns the directory of a workspace member, or undefined for an installed package. */
function memberAt(head: string, path: string): string | undefined {
  const inside = relative(head, path);
  const parts = inside.split(sep);
  return parts[0] === ".." || parts.includes("node_modules") ? undefined : inside;
}
