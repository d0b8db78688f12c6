import type { Urn } from "../model";
import type { State, StateResource } from "../state";
import { AliasBook } from "./alias-book";
import type { Goal } from "./goal";
import { PlanningError } from "./planning-error";

/** A stack's resources before this run. Records which of these resources this run has claimed or deleted. */
export class PriorState {
  readonly state: State;
  readonly #deletedLater = new Set<StateResource>();
  readonly #deletedEarly = new Set<StateResource>();
  readonly #byUrn: ReadonlyMap<Urn, StateResource>;
  readonly #aliases: AliasBook;
  readonly #registered = new Set<Urn>();

  constructor(state: State, stack: string, project: string) {
    this.state = state;
    this.#aliases = new AliasBook(stack, project);
    // Resources that only wait for their deletion are omitted, because no resource in this run continues them.
    this.#byUrn = new Map(
      state.resources.filter(({ pendingDeletion }) => !pendingDeletion).map((resource) => [resource.urn, resource]),
    );
    for (const resource of state.resources) if (resource.pendingDeletion) this.deleteLater(resource);
  }

  find(urn: Urn): StateResource | undefined {
    return this.#byUrn.get(urn);
  }

  /** Schedules a replaced resource for deletion at the end of the run. */
  deleteLater(resource: StateResource): void {
    this.#deletedLater.add(resource);
  }

  /**
   * Whether the resource is deleted at the end of the run because it was replaced, in this run or in an earlier one.
   */
  isDeletedLater(resource: StateResource): boolean {
    return this.#deletedLater.has(resource);
  }

  /** Records that the resource is deleted before its replacement, or a dependency's replacement, is created. */
  deleteEarly(resource: StateResource): void {
    this.#deletedEarly.add(resource);
  }

  isDeletedEarly(resource: StateResource): boolean {
    return this.#deletedEarly.has(resource);
  }

  /** Returns the current URN of a resource in the prior state. The URN differs if an alias claimed the old URN. */
  currentUrn(oldUrn: Urn): Urn {
    return this.#aliases.claimantOf(oldUrn) ?? oldUrn;
  }

  /**
   * Returns the prior URNs of all resources below the given resources.
   *
   * @param roots - current URNs
   */
  descendantsOf(roots: ReadonlySet<Urn>): ReadonlySet<Urn> {
    const descendants = new Set<Urn>();
    if (roots.size === 0) return descendants;
    // A state contains children after their parents.
    for (const { urn, parent } of this.state.resources)
      if (parent !== undefined && (roots.has(this.currentUrn(parent)) || descendants.has(parent))) descendants.add(urn);
    return descendants;
  }

  /** Returns the former URNs that result from a resource's aliases and its parent's aliases. */
  expandAliases(goal: Goal): readonly Urn[] {
    return this.#aliases.expand(goal, goal.aliases);
  }

  /**
   * Returns the prior resource that a resource in this run continues, found by its URN or an alias.
   *
   * @throws PlanningError if another resource in this run already continues the prior resource
   */
  claim(urn: Urn, aliases: readonly Urn[]): StateResource | undefined {
    this.#registered.add(urn);
    const claimant = this.#aliases.claimantOf(urn);
    if (claimant !== undefined)
      throw new PlanningError(
        "duplicate-urn",
        `Duplicate resource URN '${urn}' conflicting with alias on resource '${claimant}'`,
        urn,
      );
    for (const candidate of [urn, ...aliases]) {
      const resource = this.#byUrn.get(candidate);
      if (resource === undefined) continue;
      if (candidate !== urn) this.#claimAlias(urn, candidate);
      return resource;
    }
    return undefined;
  }

  #claimAlias(urn: Urn, oldUrn: Urn): void {
    const claimant = this.#registered.has(oldUrn) ? oldUrn : this.#aliases.claimantOf(oldUrn);
    if (claimant !== undefined)
      throw new PlanningError(
        "duplicate-alias",
        `Duplicate resource alias '${oldUrn}' applied to resource '${urn}', conflicting with resource '${claimant}'`,
        urn,
      );
    this.#aliases.record(urn, oldUrn);
  }
}
