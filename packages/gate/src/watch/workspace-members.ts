import { parse } from "node:path";
import { dependenciesOf, findPackage, isMember, packageAt, readManifest } from "../preview/base/member-dependents";

/**
 * Returns the directories of the workspace members that a program depends on, directly or through other members.
 *
 * @param root - the top directory of the repository. Without one, all linked packages are members
 * @param program - the directory of the program, without symbolic links
 */
export function workspaceMembers(root: string | undefined, program: string): readonly string[] {
  const top = root ?? parse(program).root;
  const members = new Set<string>();
  const pending = [packageAt(top, program)].filter((folder) => folder !== undefined);
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop())
    for (const name of dependenciesOf(readManifest(folder))) {
      const found = findPackage(name, folder);
      if (found === undefined || members.has(found) || !isMember(top, found)) continue;
      members.add(found);
      pending.push(found);
    }
  return [...members];
}
