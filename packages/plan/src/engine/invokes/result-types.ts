import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageOf, propertyMap, UNKNOWN, type Properties, type Value } from "../../model";
import { interfaceMembers } from "./type-declarations";

/** The npm scopes under which provider SDKs are published. */
const SCOPES = ["@pulumi", "@pulumiverse"];

/** The file of a provider SDK that declares the types of nested objects. */
const OUTPUT_TYPES = join("types", "output.d.ts");

/**
 * The number of elements of a list whose length is unknown. Most AWS Regions have at least three Availability Zones,
 * and programs rarely use the fourth element of another list.
 */
const LIST_LENGTH = 3;

/** How many levels of objects within a result have members. Deeper objects are unknown as a whole. */
const MAX_DEPTH = 2;

/** The result types of functions that no SDK declares. Only the code of an SDK calls them. */
const UNDECLARED: ReadonlyMap<string, Properties> = new Map([
  ["kubernetes:yaml:decode", propertyMap([["result", UNKNOWN]])],
]);

/** A result in which every value is unknown. */
export interface UnknownResult {
  /** Every member of the result type. Lists have a typical length and objects have members, so that a program can use them. */
  readonly values: Properties;
  /** The members that every result contains. Most others repeat the arguments. */
  readonly required: readonly string[];
}

/**
 * The result types of provider functions, from the declaration files of the program's provider SDKs. The files are read
 * as text, without running any of the program's code, and only when a type is needed.
 */
export class ResultTypes {
  readonly #directory: string;
  readonly #files = new Map<string, string | undefined>();
  readonly #results = new Map<string, UnknownResult | undefined>();

  /** @param directory - the program's working directory, from which packages are resolved */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Returns a function's result with unknown values, or undefined if no SDK declares the result type.
   *
   * @param token - the function's token, such as `aws:ec2/getAmi:getAmi`
   */
  find(token: string): UnknownResult | undefined {
    if (!this.#results.has(token)) this.#results.set(token, this.#read(token));
    return this.#results.get(token);
  }

  #read(token: string): UnknownResult | undefined {
    const undeclared = UNDECLARED.get(token);
    if (undeclared !== undefined) return { values: undeclared, required: Object.keys(undeclared) };
    const [packageName = "", , name = ""] = token.split(":");
    const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    for (const path of declarationPaths(token)) {
      const text = this.#file(packageName, path);
      const members = text === undefined ? undefined : interfaceMembers(text, `${typeName}Result`);
      if (text === undefined || members === undefined) continue;
      return {
        values: this.#object(packageName, members, 0),
        required: members.filter(({ optional }) => !optional).map((member) => member.name),
      };
    }
    return undefined;
  }

  #object(packageName: string, members: ReturnType<typeof interfaceMembers> & object, depth: number): Properties {
    return propertyMap(
      members.map(({ name, type, optional }) => {
        // Most optional objects repeat an argument, so their members are not worth reading.
        return [name, this.#value(packageName, type, optional ? MAX_DEPTH : depth)] as const;
      }),
    );
  }

  #value(packageName: string, type: string, depth: number): Value {
    const element = /^(.+)\[\]$/.exec(type)?.[1] ?? /^Array<(.+)>$/.exec(type)?.[1];
    if (element !== undefined) {
      const value = this.#value(packageName, element, depth);
      return Array.from({ length: LIST_LENGTH }, () => value);
    }
    const path = /^outputs\.([\w.]+)$/.exec(type)?.[1]?.split(".");
    if (path === undefined || depth === MAX_DEPTH) return UNKNOWN;
    const text = this.#file(packageName, OUTPUT_TYPES);
    const members = text === undefined ? undefined : interfaceMembers(text, path.at(-1) ?? "", path.slice(0, -1));
    return members === undefined || members.length === 0 ? UNKNOWN : this.#object(packageName, members, depth + 1);
  }

  #file(packageName: string, path: string): string | undefined {
    const key = join(packageName, path);
    if (!this.#files.has(key)) this.#files.set(key, readFromPackage(this.#directory, packageName, path));
    return this.#files.get(key);
  }
}

/** Returns the files that can declare a function, relative to the directory of the SDK. */
function declarationPaths(token: string): readonly string[] {
  const [, module = "", name = ""] = token.split(":");
  const isSafe =
    /^[\w-]+$/.test(packageOf(token)) &&
    /^[\w/.-]*$/.test(module) &&
    !module.split("/").includes("..") &&
    /^\w+$/.test(name);
  if (!isSafe) return [];
  // Bridged providers name the file in the module, such as `ec2/getAmi`. Native providers name only the directory.
  // `index` is the root directory of the package.
  return [module, `${module}/${name}`].map((path) => `${path.replace(/^index\//, "")}.d.ts`);
}

function readFromPackage(directory: string, packageName: string, path: string): string | undefined {
  for (let folder = directory; ; folder = dirname(folder)) {
    for (const scope of SCOPES) {
      const file = join(folder, "node_modules", scope, packageName, path);
      // Names are ASCII, and decoding several megabytes of UTF-8 takes longer than searching them.
      if (existsSync(file)) return readFileSync(file, "latin1");
    }
    if (dirname(folder) === folder) return undefined;
  }
}
