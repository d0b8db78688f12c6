import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { YamlFile } from "@roadbed/plan/internal";
import { CommandError } from "../../failures/command-error";
import { shapeReader, type PolicyFileContent, type ReadShape } from "./policy-file-schema";

/** One file of settings. */
export interface PolicyFile {
  readonly yaml: YamlFile;
  readonly content: PolicyFileContent;
}

/** What the file is called, beside a Pulumi.yaml or at the top of a repository. */
export const POLICY_FILE = "roadbed.yaml";

export interface PolicySources {
  /** Where to look for the file: here, then in each folder above up to the top of the repository. */
  readonly directory: string;
  /** Where the installed packages are, if not there. */
  readonly packages?: string;
  /** A file from outside of the repository, whose settings come before all others. */
  readonly outermost?: string;
}

/**
 * The files of settings for the programs of a folder, the most general first. None is no fault.
 *
 * @throws CommandError with all that is wrong in all of them
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
    read: await shapeReader(),
    problems: [],
    count: 0,
  };
  const files = starts.flatMap((path) => readWithParents(resolve(path), [], reading));
  const { problems } = reading;
  if (problems.length > 0) throw new CommandError("usage", problems.join(" "));
  return files;
}

/** More than these extend each other in circles of some kind, or so often that it takes for ever. */
const MOST_FILES = 200;

/** What is the same for all files. */
interface Reading {
  readonly packages: string;
  readonly open: (path: string) => YamlFile;
  readonly read: ReadShape;
  readonly problems: string[];
  /** How many were read. */
  count: number;
}

/** The nearest file; the folder with the repository is the last that is looked at. */
export function findPolicyFile(directory: string): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const path = join(folder, POLICY_FILE);
    if (existsSync(path)) return path;
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return undefined;
  }
}

/** A file after those that it extends, in the order in which it names them. */
function readWithParents(path: string, children: readonly string[], reading: Reading): readonly PolicyFile[] {
  const { packages, open, read, problems } = reading;
  reading.count += 1;
  if (reading.count > MOST_FILES) {
    if (reading.count === MOST_FILES + 1)
      problems.push(`${path}: the files that extend each other are more than ${MOST_FILES}.`);
    return [];
  }
  const yaml = open(path);
  const real = realpathSync(path);
  const { content, problems: found } = read(yaml);
  problems.push(...found);
  if (found.length > 0) return [];
  const parents = (content.extends ?? []).flatMap((name, index) => {
    if (reading.count > MOST_FILES) return [];
    const fault = (message: string): void => void problems.push(yaml.problem(["extends", index], message).message);
    const parent = isFile(name) ? resolve(dirname(path), name) : packageFile(name, [dirname(real), packages]);
    if (parent === undefined || !existsSync(parent)) fault(notFound(name));
    else if ([...children, real].includes(realpathSync(parent)))
      fault(`${JSON.stringify(name)} is this file, or extends it`);
    else return readWithParents(parent, [...children, real], reading);
    return [];
  });
  return [...parents, { yaml, content }];
}

const isFile = (name: string): boolean => /^\.{0,2}\/|\.ya?ml$/.test(name);
/** As npm allows them. */
const PACKAGE_NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;

function notFound(name: string): string {
  if (isFile(name)) return `there is no file ${JSON.stringify(name)}`;
  return `there is no package ${JSON.stringify(name)} with a ${POLICY_FILE}; install it, or write ./ before a file`;
}

/** Read as text: nothing of a package runs. */
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
