import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Scopes under which provider SDKs are published. */
const SCOPES = ["@pulumi", "@pulumiverse"];

/**
 * The fields of a function's result, as the declaration file of its package lists them; empty if there is none. The
 * file is read as text: nothing that belongs to the program is run here.
 *
 * @param directory where the program runs, from which its packages are found
 * @param token `aws:ec2/getAmi:getAmi`
 */
export function resultFields(directory: string, token: string): readonly string[] {
  const [packageName = "", path = "", name = ""] = token.split(":");
  if (!/^[\w-]+$/.test(packageName) || !/^[\w/.-]*$/.test(path) || path.includes("..") || !/^\w+$/.test(name))
    return [];
  // `index/getRegion` is the file at the top, `ec2/getAmi` the one in a folder.
  const file = `${path.replace(/^index\//, "")}.d.ts`;
  const declaration = findDeclaration(directory, packageName, file);
  if (declaration === undefined) return [];
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Result`;
  const start = declaration.indexOf(`export interface ${type} {`);
  if (start < 0) return [];
  const body = declaration.slice(start, declaration.indexOf("\n}", start));
  return [...body.matchAll(/^ {4}(?:readonly )?(\w+)\??:/gm)].flatMap(([, field]) => field ?? []);
}

function findDeclaration(directory: string, packageName: string, file: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    for (const scope of SCOPES) {
      const path = join(folder, "node_modules", scope, packageName, file);
      if (existsSync(path)) return readFileSync(path, "utf8");
    }
    if (dirname(folder) === folder) return undefined;
  }
}
