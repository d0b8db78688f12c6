import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { YamlFile } from "@roadbed/plan/internal";
import { CommandError } from "../../failures/command-error";
import { policyFileReader, type PolicyFileContent, type ReadPolicyFile } from "./policy-file-schema";

/** A settings file and its content. */
export interface PolicyFile {
  readonly yaml: YamlFile;
  readonly content: PolicyFileContent;
}

/** The name of a settings file. */
export const POLICY_FILE = "roadbed.yaml";

/** The locations of settings files. */
export interface PolicySources {
  /**
   * The directory where the search begins. The search continues in each parent directory up to the top of the
   * repository.
   */
  readonly directory: string;
  /** The directory where packages are installed. @default `directory` */
  readonly packages?: string;
  /** A file from outside the repository. Its settings take precedence. */
  readonly outermost?: string;
}

/**
 * Returns the settings files that apply to a directory, the most general first. Returns an empty array if there are no
 * settings files.
 *
 * @throws CommandError with all errors in all files
 */
export async function readPolicyFiles({
  directory,
  packages = directory,
  outermost,
}: PolicySources): Promise<readonly PolicyFile[]> {
  const starts = [outermost, findPolicyFile(directory)].filter((path) => path !== undefined);
  if (starts.length === 0) return [];
  const { YamlFile: Yaml } = await import("@roadbed/plan/internal");
  const reading: Reading = {
    packages,
    open: (path) => new Yaml(path),
    read: await policyFileReader(),
    problems: [],
    count: 0,
  };
  const files = starts.flatMap((path) => readWithParents(resolve(path), [], reading));
  const { problems } = reading;
  if (problems.length > 0) throw new CommandError("settings-invalid", problems.join(" "));
  return files;
}

/** The maximum number of files that extend each other, so that reading them always ends. */
const MAX_FILES = 200;

/** The state that is shared while all files are read. */
interface Reading {
  readonly packages: string;
  readonly open: (path: string) => YamlFile;
  readonly read: ReadPolicyFile;
  readonly problems: string[];
  /** The number of files read so far. */
  count: number;
}

/** Returns the nearest settings file in a directory or above it, up to the top directory of the repository. */
export function findPolicyFile(directory: string): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const path = join(folder, POLICY_FILE);
    if (existsSync(path)) return path;
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return undefined;
  }
}

/** Returns a file, preceded by the files that it extends in the order of its `extends` array. */
function readWithParents(path: string, children: readonly string[], reading: Reading): readonly PolicyFile[] {
  const { packages, open, read, problems } = reading;
  reading.count += 1;
  if (reading.count > MAX_FILES) {
    if (reading.count === MAX_FILES + 1) problems.push(`${path}: more than ${MAX_FILES} files extend each other.`);
    return [];
  }
  const yaml = open(path);
  const realPath = realpathSync(path);
  const { content, problems: found } = read(yaml);
  problems.push(...found);
  if (found.length > 0) return [];
  const parents = (content.extends ?? []).flatMap((name, index) => {
    if (reading.count > MAX_FILES) return [];
    const report = (message: string): void => void problems.push(yaml.problem(["extends", index], message).message);
    const parent = isFile(name) ? resolve(dirname(path), name) : packageFile(name, [dirname(realPath), packages]);
    if (parent === undefined || !existsSync(parent)) report(notFound(name));
    else if ([...children, realPath].includes(realpathSync(parent)))
      report(`expected a different file that does not extend this one, got ${JSON.stringify(name)}`);
    else return readWithParents(parent, [...children, realPath], reading);
    return [];
  });
  return [...parents, { yaml, content }];
}

const isFile = (name: string): boolean => /^\.{0,2}\/|\.ya?ml$/.test(name);
/** The package names that npm allows. */
const PACKAGE_NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;

function notFound(name: string): string {
  if (isFile(name)) return `the file ${JSON.stringify(name)} does not exist`;
  return `no installed package ${JSON.stringify(name)} contains a ${POLICY_FILE} file; install the package, or begin the path of a file with "./"`;
}

/** Returns the path of an installed package's settings file. Does not run code of the package. */
function packageFile(name: string, from: readonly string[]): string | undefined {
  if (!PACKAGE_NAME.test(name)) return undefined;
  for (const start of from)
    for (let folder = resolve(start); ; folder = dirname(folder)) {
      const path = join(folder, "node_modules", name, POLICY_FILE);
      if (existsSync(path)) return path;
      if (dirname(folder) === folder) break;
    }
  return undefined;
}
