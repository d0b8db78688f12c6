import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The npm scopes under which provider SDKs are published. */
const SCOPES = ["@pulumi", "@pulumiverse"];

/** The result fields of functions that no SDK declares. Only the code of an SDK calls them. */
const UNDECLARED: ReadonlyMap<string, readonly string[]> = new Map([["kubernetes:yaml:decode", ["result"]]]);

/**
 * Returns the fields of a function's result according to the provider SDK's declaration file, or an empty array if
 * there is none. The file is read as text, without running any of the program's code.
 *
 * @param directory - the program's working directory, from which packages are resolved
 * @param token - the function's token, such as `aws:ec2/getAmi:getAmi`
 */
export function resultFields(directory: string, token: string): readonly string[] {
  const undeclared = UNDECLARED.get(token);
  if (undeclared !== undefined) return undeclared;
  const [packageName = "", path = "", name = ""] = token.split(":");
  if (!/^[\w-]+$/.test(packageName) || !/^[\w/.-]*$/.test(path) || path.includes("..") || !/^\w+$/.test(name))
    return [];
  // `index/getRegion` is in the root directory of the package, `ec2/getAmi` in a subdirectory.
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
