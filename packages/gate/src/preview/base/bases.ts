import { realpathSync } from "node:fs";
import { isAbsolute, join, normalize, relative, resolve, sep } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { Exemption } from "@roadbed/policies";
import { CommandError } from "../../failures/command-error";
import type { BaseInfo } from "../../model/verdict";
import type { PlanningOptions } from "../make-plan";
import type { Target } from "../../targets/target";
import { baseNamed, baseOfPullRequest } from "./base-commit";
import { pullRequestOf } from "./base-of-ci";
import { readBasePlan } from "./base-plan-file";
import { checkOut, type Checkout } from "./checkout";
import { git } from "./git";
import { previewBase } from "./preview-base";
import { commitOf, findRepository, type Repository } from "./repository";

/** What to compare with, as the command line names it. */
export interface BaseRequest {
  /** A commit, or what stands for one. */
  readonly base?: string;
  /** A file that `--save-plan` wrote. */
  readonly basePlan?: string;
}

/** A stack as it was. */
export interface Base {
  readonly plan: Plan;
  readonly info: BaseInfo;
  /** The folder of its program; absent if its plan was read from a file. */
  readonly root?: string;
  /** The exemptions in the code of its program, if its plan was read from a file. */
  readonly codeExemptions?: readonly Exemption[];
  /** Why it may not be the base that was meant; one sentence without a full stop. */
  readonly caveat?: string;
}

interface Start {
  readonly repository: Repository;
  readonly commit: string;
}

/** The bases of one run. Stacks of one repository share the files of its base. */
export class Bases {
  readonly #request: BaseRequest;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #closing = new AbortController();
  readonly #setupSignal: AbortSignal;
  readonly #checkouts = new Map<string, Promise<Checkout>>();

  /**
   * @param environment where a CI says which pull request it is about; a base that is named goes before that
   * @param signal ends what is done for several stacks; that one of them has no use for it any more does not
   */
  constructor(request: BaseRequest, environment: NodeJS.ProcessEnv, signal: AbortSignal) {
    this.#request = request;
    this.#environment = environment;
    this.#setupSignal = AbortSignal.any([signal, this.#closing.signal]);
  }

  /**
   * A stack as it was at the base.
   *
   * @returns undefined if none was named and this is no pull request in a CI
   * @throws CommandError if there is one that cannot be had
   */
  async open(target: Target, options: PlanningOptions): Promise<Base | undefined> {
    const { basePlan } = this.#request;
    if (basePlan !== undefined) return await this.#fromFile(basePlan, target);
    const start = await this.#start(target);
    if (start === undefined) return undefined;
    const { repository, commit } = start;
    const base = await this.#checkout(repository, commit);
    options.signal.throwIfAborted();
    const { plan, absent } = await previewBase(
      target,
      { head: repository.root, base, commit, setupSignal: this.#setupSignal },
      options,
    );
    const root = join(base.root, relative(repository.root, realpathSync(target.program.root)));
    return { plan, root, info: { commit, ...(absent !== undefined && { absent }) } };
  }

  /** The folder of a program as it was at the base; undefined without a base, or one whose files cannot be had. */
  folderOf(target: Target): Promise<string | undefined> {
    return this.pathOf(target, target.program.root);
  }

  /** Where a file or folder was at the base. As `folderOf`; undefined also for what is outside of the repository. */
  async pathOf(target: Target, path: string): Promise<string | undefined> {
    try {
      const start = await this.#start(target);
      if (start === undefined) return undefined;
      // The file itself need not be there any more.
      const folder = relative(start.repository.root, realpathSync(target.program.root));
      const inside = normalize(join(folder, relative(resolve(target.program.root), resolve(path))));
      if (inside === ".." || inside.startsWith(`..${sep}`)) return undefined;
      const { root } = await this.#checkout(start.repository, start.commit);
      return join(root, inside);
    } catch (error) {
      // What is wrong with the base `open` says; with a saved plan it need not be there.
      if (error instanceof CommandError) return undefined;
      throw error;
    }
  }

  /** Whether a folder of the repository is another than at the base, or was not there yet; false without a base. */
  async hasChanged(target: Target, path: string): Promise<boolean> {
    const start = await this.#start(target);
    if (start === undefined) return false;
    const { root } = start.repository;
    const inside = relative(root, realpathSync(path));
    if (inside.startsWith("..") || isAbsolute(inside)) return false;
    const literal = `:(top,literal)${inside.split(sep).join("/")}`;
    const diff = await git(root, ["diff", "--quiet", "--no-ext-diff", "--no-textconv", start.commit, "--", literal]);
    const listed = await git(root, ["ls-tree", "--name-only", start.commit, "--", inside.split(sep).join("/")]);
    return diff.code !== 0 || listed.stdout === "";
  }

  /** The commit that a stack's files are at now, to key a saved plan by; undefined outside of a repository. */
  async headCommit({ program }: Target): Promise<string | undefined> {
    const repository = await findRepository(program.root);
    return repository === undefined ? undefined : commitOf(repository, "HEAD");
  }

  /** Ends what is still done in files of bases, and removes them all. */
  async close(): Promise<void> {
    this.#closing.abort();
    const checkouts = await Promise.allSettled(this.#checkouts.values());
    for (const checkout of checkouts) {
      if (checkout.status === "rejected") continue;
      await checkout.value.idle();
      checkout.value.remove();
    }
  }

  async #fromFile(file: string, target: Target): Promise<Base> {
    const { plan, commit, codeExemptions } = await readBasePlan(file, {
      project: target.program.project,
      stack: target.stack,
    });
    const info: BaseInfo = { file, ...(commit !== undefined && { commit }) };
    const start = await this.#knownStart(target);
    if (start === undefined || start.commit === commit) return { plan, codeExemptions, info };
    const found = commit === undefined ? "names no commit" : `is of commit ${commit}`;
    return { plan, codeExemptions, info, caveat: `the base plan ${file} ${found}, while the base is ${start.commit}` };
  }

  /** As `#start`; undefined where a pull request's base was not fetched, for which a saved plan is the remedy. */
  async #knownStart(target: Target): Promise<Start | undefined> {
    try {
      return await this.#start(target);
    } catch (error) {
      if (this.#request.base === undefined && error instanceof CommandError) return undefined;
      throw error;
    }
  }

  async #start({ program }: Target): Promise<Start | undefined> {
    const { base } = this.#request;
    const request = pullRequestOf(this.#environment);
    if (base === undefined && request === undefined) return undefined;
    const repository = await findRepository(program.root);
    if (repository === undefined) {
      // Files that a CI made itself have no base.
      if (base === undefined) return undefined;
      throw new CommandError("usage", `--base needs a Git repository, and ${program.root} is in none.`);
    }
    if (base !== undefined) return { repository, commit: await baseNamed(repository, base) };
    return request && { repository, commit: await baseOfPullRequest(repository, request) };
  }

  #checkout(repository: Repository, commit: string): Promise<Checkout> {
    const key = `${commit} ${repository.root}`;
    const found = this.#checkouts.get(key) ?? checkOut(repository, commit);
    this.#checkouts.set(key, found);
    return found;
  }
}
