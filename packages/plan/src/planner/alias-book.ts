import { makeUrn, parseUrn, STACK_TYPE, type Urn } from "../model";
import type { Alias, AliasSpec } from "./goal";

/** The parts of a resource on which its aliases depend. */
export interface ResourceIdentity {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly parent?: Urn;
}

/** Records which resources have a former URN in the prior state, and derives the aliases of their children. */
export class AliasBook {
  readonly #stack: string;
  readonly #project: string;
  /** The former URNs by current URN. */
  readonly #old = new Map<Urn, Urn>();
  /** The current URNs by former URN. */
  readonly #new = new Map<Urn, Urn>();

  constructor(stack: string, project: string) {
    this.#stack = stack;
    this.#project = project;
  }

  /** Records that the prior state contains a resource under a former URN. */
  record(urn: Urn, oldUrn: Urn): void {
    this.#old.set(urn, oldUrn);
    this.#new.set(oldUrn, urn);
  }

  /** Returns the URN of the resource that continues the one with a former URN. */
  claimantOf(oldUrn: Urn): Urn | undefined {
    return this.#new.get(oldUrn);
  }

  /** Returns the former URNs of a resource, the most likely first. */
  expand(identity: ResourceIdentity, aliases: readonly Alias[]): readonly Urn[] {
    const isOther = (urn: Urn): boolean => urn !== identity.urn;
    const direct = aliases.map((alias) => ("urn" in alias ? alias.urn : this.#resolve(identity, alias)));
    const parentOld = identity.parent === undefined ? undefined : this.#old.get(identity.parent);
    if (identity.parent === undefined || parentOld === undefined) return [...new Set(direct)].filter(isOther);
    const parentName = parseUrn(identity.parent)?.name ?? "";
    const inherited = [identity, ...direct.flatMap((urn) => parseUrn(urn) ?? [])].map(({ type, name }) =>
      this.#inheritedUrn(parentOld, type, name, parentName),
    );
    return [...new Set([...direct, ...inherited])].filter(isOther);
  }

  #resolve({ type, name, parent }: ResourceIdentity, spec: AliasSpec): Urn {
    const parentUrn = spec.parent === undefined ? parent : (this.#old.get(spec.parent) ?? spec.parent);
    const isStack = parentUrn !== undefined && parseUrn(parentUrn)?.type === STACK_TYPE;
    const formerParent = spec.noParent === true || isStack ? undefined : parentUrn;
    const { stack = this.#stack, project = this.#project } = spec;
    return makeUrn(stack, project, formerParent, spec.type ?? type, spec.name ?? name);
  }

  /**
   * Returns the URN below the parent's former URN. A name that starts with the parent's name changes with it:
   * `newapp-data` was `app-data`.
   */
  #inheritedUrn(parentOld: Urn, type: string, name: string, parentName: string): Urn {
    const oldName = parseUrn(parentOld)?.name ?? "";
    const formerName =
      parentName !== "" && name.startsWith(parentName) ? oldName + name.slice(parentName.length) : name;
    return makeUrn(this.#stack, this.#project, parentOld, type, formerName);
  }
}
