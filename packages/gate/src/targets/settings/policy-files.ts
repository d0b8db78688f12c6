import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { YamlFile } from "@roadbed/plan/internal";
import { isPreviewError } from "../../failures/failure-of";
import { filesNamed, nearestFile, severalFilesMessage, type SearchStart } from "../named-files";
import { policyFileReader, type PolicyFileReading, type ReadPolicyFile } from "./policy-file-schema";

/** A settings file and its content. */
export interface PolicyFile extends Pick<PolicyFileReading, "content" | "documentPath"> {
  readonly yaml: YamlFile;
}

/** A problem in a settings file. */
export interface PolicyFileProblem {
  /** The path of the file. */
  readonly file: string;
  /** A sentence that begins with the path, and with the line and column if they are known. */
  readonly message: string;
}

/** The settings files that apply to a directory. */
export interface PolicyFiles {
  /** The readable files, the most general first. */
  readonly files: readonly PolicyFile[];
  /** The problems that prevent the use of the files. */
  readonly problems: readonly PolicyFileProblem[];
}

/** The names that a settings file can have. */
export const POLICY_FILES = ["roadbed.yaml", "roadbed.yml"] as const;

/** The locations of settings files. */
export interface PolicySources extends SearchStart {
  /** The directory where packages are installed. @default `directory` */
  readonly packages?: string;
  /** A file from outside the repository. Its settings take precedence. */
  readonly outermost?: string;
}

/**
 * Returns the settings files that apply to a directory, and the problems in all of them.
 *
 * @throws CommandError if a directory contains both `roadbed.yaml` and `roadbed.yml`
 */
export async function readPolicyFiles({ packages, outermost, ...start }: PolicySources): Promise<PolicyFiles> {
  const starts = [outermost, nearestFile(start, POLICY_FILES)].filter((path) => path !== undefined);
  if (starts.length === 0) return { files: [], problems: [] };
  const { YamlFile: Yaml } = await import("@roadbed/plan/internal");
  const reading: Reading = {
    packages: packages ?? start.directory,
    open: (path) => new Yaml(path),
    read: await policyFileReader(),
    problems: [],
    count: 0,
  };
  const files = starts.flatMap((path) => readWithParents(resolve(path), [], reading));
  return { files, problems: reading.problems };
}

/**
 * Returns the messages about all problems without duplicates, in the order of the files and lines.
 *
 * @param files - the readable files; problems in other files come first
 */
export function sortedMessages(
  problems: readonly PolicyFileProblem[],
  files: readonly PolicyFile[],
): readonly string[] {
  const ranks = new Map(files.map(({ yaml }, index) => [yaml.path, index]));
  const rank = ({ file }: PolicyFileProblem): number => ranks.get(file) ?? -1;
  const sorted = [...problems].sort(
    (a, b) => rank(a) - rank(b) || a.message.localeCompare(b.message, "en", { numeric: true }),
  );
  return [...new Set(sorted.map(({ message }) => message))];
}

/** The maximum number of files that extend each other, so that reading them always ends. */
const MAX_FILES = 200;

/** The state that is shared while all files are read. */
interface Reading {
  readonly packages: string;
  readonly open: (path: string) => YamlFile;
  readonly read: ReadPolicyFile;
  readonly problems: PolicyFileProblem[];
  /** The number of files read so far. */
  count: number;
}

/** Returns a file, preceded by the files that it extends in the order of its `extends` array. */
function readWithParents(path: string, children: readonly string[], reading: Reading): readonly PolicyFile[] {
  const { packages, read, problems } = reading;
  reading.count += 1;
  if (reading.count > MAX_FILES) {
    const message = `${path}: more than ${MAX_FILES} files extend each other.`;
    if (reading.count === MAX_FILES + 1) problems.push({ file: path, message });
    return [];
  }
  const yaml = openOrReport(path, reading);
  if (yaml === undefined) return [];
  const realPath = realpathSync(path);
  const { content, problems: found, documentPath } = read(yaml);
  problems.push(...found.map((message) => ({ file: path, message })));
  const parents = (content.extends ?? []).flatMap((name, index) => {
    if (reading.count > MAX_FILES) return [];
    const report = (message: string): void =>
      void problems.push({ file: path, message: yaml.problem(documentPath(["extends", index]), message).message });
    const candidates = isFile(name)
      ? [resolve(dirname(path), name)]
      : packageFiles(name, [dirname(realPath), packages]);
    const [parent, ...otherFiles] = candidates;
    if (parent === undefined || !existsSync(parent)) report(notFound(name));
    else if (otherFiles.length > 0) report(`${JSON.stringify(name)}: ${severalFilesMessage(POLICY_FILES)}`);
    else if ([...children, realPath].includes(realpathSync(parent)))
      report(`expected a different file that does not extend this one, got ${JSON.stringify(name)}`);
    else return readWithParents(parent, [...children, realPath], reading);
    return [];
  });
  return [...parents, { yaml, content, documentPath }];
}

/** Opens a file. If it cannot be read or is not YAML, reports the problem, so that the other files are still checked. */
function openOrReport(path: string, { open, problems }: Reading): YamlFile | undefined {
  try {
    return open(path);
  } catch (error) {
    if (!isPreviewError(error)) throw error;
    problems.push({ file: path, message: error.message });
    return undefined;
  }
}

const isFile = (name: string): boolean => /^\.{0,2}\/|\.ya?ml$/.test(name);
/** The package names that npm allows. */
const PACKAGE_NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;

function notFound(name: string): string {
  if (isFile(name)) return `the file ${JSON.stringify(name)} does not exist`;
  return `no installed package ${JSON.stringify(name)} contains a ${POLICY_FILES[0]} file; install the package, or begin the path of a file with "./"`;
}

/** Returns the paths of an installed package's settings files. Does not run code of the package. */
function packageFiles(name: string, from: readonly string[]): readonly string[] {
  if (!PACKAGE_NAME.test(name)) return [];
  for (const start of from)
    for (let folder = resolve(start); ; folder = dirname(folder)) {
      const paths = filesNamed(join(folder, "node_modules", name), POLICY_FILES);
      if (paths.length > 0) return paths;
      if (dirname(folder) === folder) break;
    }
  return [];
}
