import { realpathSync } from "node:fs";
import { isAbsolute, join, normalize, relative, resolve, sep } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { PreviewEvent } from "@roadbed/plan/preview";
import type { Exemption } from "@roadbed/policies";
import { CommandError } from "../../failures/command-error";
import type { BaseCommitInfo } from "../../model/verdict";
import type { PlanningOptions } from "../make-plan";
import type { SearchStart } from "../../targets/named-files";
import type { Target } from "../../targets/target";
import { defined } from "../../util/defined";
import { baseByName, baseOfPullRequest } from "./base-commit";
import { pullRequestOf } from "./base-of-ci";
import { readBasePlan } from "./base-plan-file";
import { checkOut, type Checkout } from "./checkout";
import { git } from "./git";
import { previewBase, type BasePreview } from "./preview-base";
import { commitOf, findRepository, type Repository } from "./repository";

/** The base that the command line names. */
export interface BaseRequest {
  /** A commit or branch. */
  readonly base?: string;
  /** A file that `--save-plan` wrote. */
  readonly basePlan?: string;
}

/** A stack at the base. */
export interface Base {
  readonly plan: Plan;
  readonly info: BaseCommitInfo;
  /** The directory of the program at the base. Absent if the plan was read from a file. */
  readonly root?: string;
  /** The salt of the digests that replace secrets. Absent unless the plan was read from a file. */
  readonly salt?: string;
  /** The exemption comments in the program at the base. Absent unless the plan was read from a file. */
  readonly codeExemptions?: readonly Exemption[];
  /** The reason why this base may differ from the intended base, as a clause without a period. */
  readonly caveat?: string;
}

/** A program whose base is used. */
interface BaseTarget {
  readonly program: Pick<Target["program"], "root">;
}

/** The commit of a base. */
interface BaseCommit {
  readonly repository: Repository;
  readonly commit: string;
}

/**
 * The bases of one run, or of repeated runs with the same request, packages, and context. Stacks of the same repository share
 * the files of the base, and repeated runs share its plan.
 */
export class Bases {
  readonly #request: BaseRequest;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #closing = new AbortController();
  readonly #setupSignal: AbortSignal;
  readonly #checkouts = new Map<string, Promise<Checkout>>();
  readonly #previews = new Map<string, { readonly preview: BasePreview; readonly events: readonly PreviewEvent[] }>();

  /**
   * @param environment - the variables that describe the pull request in CI; a base in `request` takes precedence
   * @param signal - ends work that several stacks share
   */
  constructor(request: BaseRequest, environment: NodeJS.ProcessEnv, signal: AbortSignal) {
    this.#request = request;
    this.#environment = environment;
    this.#setupSignal = AbortSignal.any([signal, this.#closing.signal]);
  }

  /**
   * Previews a stack at the base.
   *
   * @returns undefined if no base is named and the process does not run for a pull request
   * @throws CommandError if the base cannot be previewed
   */
  async open(target: Target, options: PlanningOptions): Promise<Base | undefined> {
    const { basePlan } = this.#request;
    if (basePlan !== undefined) return await this.#fromFile(basePlan, target);
    const start = await this.#findBase(target);
    if (start === undefined) return undefined;
    const { repository, commit } = start;
    const base = await this.#checkout(repository, commit);
    options.signal.throwIfAborted();
    const { plan, missing } = await this.#preview(target, { repository, commit }, base, options);
    const root = join(base.root, relative(repository.root, realpathSync(target.program.root)));
    return { plan, root, info: { commit, ...defined({ missing }) } };
  }

  /** Whether stacks are compared with a base, whether or not the base is available. */
  get areNamed(): boolean {
    const { base, basePlan } = this.#request;
    return base !== undefined || basePlan !== undefined || pullRequestOf(this.#environment) !== undefined;
  }

  /**
   * Returns the directory of a program at the base, and the top directory of the base. Returns undefined if there is no
   * base or the base is not available.
   */
  async directoryAtBase(target: BaseTarget): Promise<Required<SearchStart> | undefined> {
    return this.#locate(target, target.program.root);
  }

  /**
   * Returns the location of a path at the base. Returns undefined if there is no base, if the base is not available, or
   * if the path is outside the repository.
   */
  async pathAtBase(target: BaseTarget, path: string): Promise<string | undefined> {
    return (await this.#locate(target, path))?.directory;
  }

  async #locate(target: BaseTarget, path: string): Promise<Required<SearchStart> | undefined> {
    try {
      const start = await this.#findBase(target);
      if (start === undefined) return undefined;
      // Do not resolve links in the path, because the file may have been deleted.
      const folder = relative(start.repository.root, realpathSync(target.program.root));
      const relativePath = normalize(join(folder, relative(resolve(target.program.root), resolve(path))));
      if (relativePath === ".." || relativePath.startsWith(`..${sep}`)) return undefined;
      const { root } = await this.#checkout(start.repository, start.commit);
      return { directory: join(root, relativePath), top: root };
    } catch (error) {
      // `open` reports errors in the base. With a saved plan, the base need not be available.
      if (error instanceof CommandError) return undefined;
      throw error;
    }
  }

  /** Returns whether a directory of the repository differs from the base. Returns false without a base. */
  async hasChanged(target: Target, path: string): Promise<boolean> {
    const start = await this.#findBase(target);
    if (start === undefined) return false;
    const { root } = start.repository;
    const inside = relative(root, realpathSync(path));
    if (inside.startsWith("..") || isAbsolute(inside)) return false;
    const literal = `:(top,literal)${inside.split(sep).join("/")}`;
    const diff = await git(root, ["diff", "--quiet", "--no-ext-diff", "--no-textconv", start.commit, "--", literal]);
    const listed = await git(root, ["ls-tree", "--name-only", start.commit, "--", inside.split(sep).join("/")]);
    return diff.code !== 0 || listed.stdout === "";
  }

  /** Returns the current commit, which a saved plan records, or undefined outside a repository. */
  async headCommit({ program }: Target): Promise<string | undefined> {
    const repository = await findRepository(program.root);
    return repository === undefined ? undefined : commitOf(repository, "HEAD");
  }

  /** Ends all work in the checkouts of bases, and removes the checkouts. */
  async close(): Promise<void> {
    this.#closing.abort();
    const checkouts = await Promise.allSettled(this.#checkouts.values());
    for (const checkout of checkouts) {
      if (checkout.status === "rejected") continue;
      await checkout.value.idle();
      checkout.value.remove();
    }
  }

  /** Previews a stack at the base, or repeats the result and the events of an earlier preview. */
  async #preview(
    target: Target,
    { repository, commit }: BaseCommit,
    base: Checkout,
    options: PlanningOptions,
  ): Promise<BasePreview> {
    const { program, stack, organization } = target;
    const key = JSON.stringify([commit, program.root, stack, organization]);
    const known = this.#previews.get(key);
    if (known !== undefined) {
      known.events.forEach(options.onEvent);
      return known.preview;
    }
    const events: PreviewEvent[] = [];
    const preview = await previewBase(
      target,
      { head: repository.root, base, commit, setupSignal: this.#setupSignal },
      {
        ...options,
        onEvent: (event) => {
          events.push(event);
          options.onEvent(event);
        },
      },
    );
    this.#previews.set(key, { preview, events });
    return preview;
  }

  async #fromFile(file: string, target: Target): Promise<Base> {
    const { plan, salt, commit, codeExemptions } = await readBasePlan(file, {
      project: target.program.project,
      stack: target.stack,
    });
    const info: BaseCommitInfo = { file, ...defined({ commit }) };
    const start = await this.#findKnownBase(target);
    if (start === undefined || start.commit === commit) return { plan, salt, codeExemptions, info };
    const found = commit === undefined ? "records no commit" : `was made from commit ${commit}`;
    return {
      plan,
      salt,
      codeExemptions,
      info,
      caveat: `the base plan ${file} ${found}, but the base is ${start.commit}`,
    };
  }

  /**
   * Like `#findBase`, but returns undefined if the base of a pull request was not fetched, because a saved plan is the
   * remedy in this case.
   */
  async #findKnownBase(target: BaseTarget): Promise<BaseCommit | undefined> {
    try {
      return await this.#findBase(target);
    } catch (error) {
      if (this.#request.base === undefined && error instanceof CommandError) return undefined;
      throw error;
    }
  }

  async #findBase({ program }: BaseTarget): Promise<BaseCommit | undefined> {
    const { base } = this.#request;
    const request = pullRequestOf(this.#environment);
    if (base === undefined && request === undefined) return undefined;
    const repository = await findRepository(program.root);
    if (repository === undefined) {
      // A CI system may provide the files without a repository. The base of a pull request is then unavailable.
      if (base === undefined) return undefined;
      throw new CommandError("base-not-found", `--base requires a Git repository, but ${program.root} is not in one.`);
    }
    if (base !== undefined) return { repository, commit: await baseByName(repository, base) };
    return request && { repository, commit: await baseOfPullRequest(repository, request) };
  }

  #checkout(repository: Repository, commit: string): Promise<Checkout> {
    const key = `${commit} ${repository.root}`;
    const found = this.#checkouts.get(key) ?? checkOut(repository, commit);
    this.#checkouts.set(key, found);
    return found;
  }
}
