import { isAbsolute, join, relative, sep } from "node:path";
import { CommandError } from "../failures/command-error";
import { git } from "../preview/base/git";

/** The maximum number of paths in one command, because the length of a command is limited. */
const MAX_PATHS = 200;

/** Answers what Git ignores in a repository. */
export class GitIgnored {
  readonly #root: string;

  /** @param root - the top directory of the repository */
  constructor(root: string) {
    this.#root = root;
  }

  /** Returns the directories of the repository that Git ignores as a whole. */
  async folders(): Promise<ReadonlySet<string>> {
    const options = ["--others", "--ignored", "--exclude-standard", "--directory", "-z"];
    const listed = await this.#list(["ls-files", ...options]);
    return new Set(listed.filter((path) => path.endsWith("/")).map((path) => join(this.#root, path.slice(0, -1))));
  }

  /** Returns those of the paths that Git ignores. */
  async among(paths: readonly string[]): Promise<ReadonlySet<string>> {
    const inside = paths.filter((path) => this.#contains(path));
    const ignored = new Set<string>();
    for (let start = 0; start < inside.length; start += MAX_PATHS) {
      const found = await this.#list(["check-ignore", "-z", "--", ...inside.slice(start, start + MAX_PATHS)]);
      for (const path of found) ignored.add(path);
    }
    return ignored;
  }

  #contains(path: string): boolean {
    const inside = relative(this.#root, path);
    return inside !== "" && inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  }

  /** Returns the paths that a command prints. Without Git, or if Git refuses to read the repository, there are none. */
  async #list(parameters: readonly string[]): Promise<readonly string[]> {
    try {
      const { code, stdout } = await git(this.#root, parameters);
      return code === 0 ? stdout.split("\0").filter((path) => path !== "") : [];
    } catch (error) {
      if (error instanceof CommandError) return [];
      throw error;
    }
  }
}
