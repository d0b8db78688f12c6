/** The part of a package-lock.json that says what is installed where. */
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

/** Which package gets which other one by a name, of all that a program can reach: `from > name` to what that is. */
export type Reach = ReadonlyMap<string, string>;

/**
 * What a program can reach by the packages of a package-lock.json.
 *
 * @param program its folder, relative to the lockfile's, with `/`; empty if it is the same
 * @returns undefined if the text is no lockfile that lists packages, as those of npm 6 and older
 */
export function reachOf(text: string, program: string): Reach | undefined {
  const packages = packagesIn(text);
  if (packages === undefined) return undefined;
  const reach = new Map<string, string>();
  const start = ownerOf(packages, program);
  const waiting = start === "" ? [start] : [start, ""];
  const done = new Set<string>();
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (done.has(place)) continue;
    done.add(place);
    const entry = packages.get(place) ?? {};
    for (const name of namesOf(entry, place === start)) {
      const found = find(packages, place, name);
      // An optional package of another system.
      if (found === undefined) continue;
      reach.set(`${identity(packages, place)} > ${name}`, identity(packages, found));
      waiting.push(found);
    }
  }
  return reach;
}

/** The names of packages that are not the same on both sides, sorted. */
export function differingPackages(one: Reach, other: Reach): readonly string[] {
  const edges = new Set([...one.keys(), ...other.keys()]);
  const differing = [...edges].filter((edge) => one.get(edge) !== other.get(edge));
  return [...new Set(differing.map((edge) => edge.slice(edge.lastIndexOf(" > ") + 3)))].sort();
}

function packagesIn(text: string): ReadonlyMap<string, Entry> | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined; // then the texts are compared as they are
  }
  const { packages } = (isObject(document) ? document : {}) as { packages?: unknown };
  if (!isObject(packages)) return undefined;
  return new Map(Object.entries(packages).filter((pair): pair is [string, Entry] => isObject(pair[1])));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The package whose file a program is. */
function ownerOf(packages: ReadonlyMap<string, Entry>, program: string): string {
  for (let folder = program; folder !== ""; folder = above(folder)) if (packages.has(folder)) return folder;
  return "";
}

/** What is used to develop a package is there for programs themselves alone. */
function namesOf(entry: Entry, isProgram: boolean): readonly string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = entry;
  const groups = [dependencies, optionalDependencies, peerDependencies, ...(isProgram ? [devDependencies] : [])];
  return groups.flatMap((group) => (isObject(group) ? Object.keys(group) : []));
}

/** Where a package finds another one, as Node looks for it. */
function find(packages: ReadonlyMap<string, Entry>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = above(folder)) {
    const place = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const entry = packages.get(place);
    if (entry?.link === true) return typeof entry.resolved === "string" ? entry.resolved : undefined;
    if (entry !== undefined) return place;
    if (folder === "") return undefined;
  }
}

const above = (folder: string): string => folder.slice(0, Math.max(0, folder.lastIndexOf("/")));

/** A package as it is, wherever it is installed; a member of the workspace is its folder. */
function identity(packages: ReadonlyMap<string, Entry>, place: string): string {
  const { name, version = "", integrity, resolved = "" } = packages.get(place) ?? {};
  const at = place.lastIndexOf("node_modules/");
  if (at < 0) return `/${place}`;
  return `${name ?? place.slice(at + "node_modules/".length)}@${version} ${integrity ?? resolved}`;
}
