/** An entry of `packages` in a package-lock.json. */
interface Entry {
  readonly name?: string;
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
}

type Names = Readonly<Record<string, string>>;

/** The resolved dependencies that a program can reach: `package > name` to the resolved package. */
export type Reach = ReadonlyMap<string, string>;

/**
 * Returns the dependencies that a program can reach in a package-lock.json.
 *
 * @param program - the directory of the program relative to the lockfile, with `/`; empty if the lockfile is in the
 *   same directory
 * @returns undefined if the file lists no packages, as in npm 6 and earlier
 */
export function reachOf(text: string, program: string): Reach | undefined {
  const packages = packagesIn(text);
  if (packages === undefined) return undefined;
  const reach = new Map<string, string>();
  const start = ownerOf(packages, program);
  const pending = start === "" ? [start] : [start, ""];
  const visited = new Set<string>();
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (visited.has(place)) continue;
    visited.add(place);
    const entry = packages.get(place) ?? {};
    for (const name of namesOf(entry, place === start)) {
      const found = find(packages, place, name);
      // An optional package for another platform is not listed.
      if (found === undefined) continue;
      reach.set(`${identity(packages, place)} > ${name}`, identity(packages, found));
      pending.push(found);
    }
  }
  return reach;
}

/** Returns the sorted names of packages that differ. */
export function differingPackages(head: Reach, base: Reach): readonly string[] {
  const edges = new Set([...head.keys(), ...base.keys()]);
  const differing = [...edges].filter((edge) => head.get(edge) !== base.get(edge));
  return [...new Set(differing.map((edge) => edge.slice(edge.lastIndexOf(" > ") + 3)))].sort();
}

function packagesIn(text: string): ReadonlyMap<string, Entry> | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined; // the caller then compares the files as a whole
  }
  const { packages } = (isObject(document) ? document : {}) as { packages?: unknown };
  if (!isObject(packages)) return undefined;
  return new Map(Object.entries(packages).filter((pair): pair is [string, Entry] => isObject(pair[1])));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the package that a program belongs to. */
function ownerOf(packages: ReadonlyMap<string, Entry>, program: string): string {
  for (let folder = program; folder !== ""; folder = parentOf(folder)) if (packages.has(folder)) return folder;
  return "";
}

/** Returns the names of the dependencies of a package. Development dependencies count only for the program itself. */
function namesOf(entry: Entry, isProgram: boolean): readonly string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = entry;
  const groups = [dependencies, optionalDependencies, peerDependencies, ...(isProgram ? [devDependencies] : [])];
  return groups.flatMap((group) => (isObject(group) ? Object.keys(group) : []));
}

/** Resolves a package as Node does. */
function find(packages: ReadonlyMap<string, Entry>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const entry = packages.get(place);
    if (entry?.link === true) return typeof entry.resolved === "string" ? entry.resolved : undefined;
    if (entry !== undefined) return place;
    if (folder === "") return undefined;
  }
}

const parentOf = (folder: string): string => folder.slice(0, Math.max(0, folder.lastIndexOf("/")));

/**
 * Returns a string that identifies a package wherever it is installed. A workspace member is identified by its
 * directory.
 */
function identity(packages: ReadonlyMap<string, Entry>, place: string): string {
  const { name, version = "", integrity, resolved = "" } = packages.get(place) ?? {};
  const at = place.lastIndexOf("node_modules/");
  if (at < 0) return `/${place}`;
  return `${name ?? place.slice(at + "node_modules/".length)}@${version} ${integrity ?? resolved}`;
}
