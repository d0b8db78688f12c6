import { makeUrn, parseUrn, STACK_TYPE, type Urn } from "../model";
import type { Alias, AliasSpec } from "./goal";

/** The properties of a resource that its aliases depend on. */
export interface ResourceIdentity {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly parent?: Urn;
}

/** Records which resources have a former URN in the prior state, and derives their children's aliases. */
export class AliasBook {
  readonly #stack: string;
  readonly #project: string;
  /** Former URNs by current URN. */
  readonly #old = new Map<Urn, Urn>();
  /** Current URNs by former URN. */
  readonly #new = new Map<Urn, Urn>();

  constructor(stack: string, project: string) {
    this.#stack = stack;
    this.#project = project;
  }

  /** Records that the prior state contains a resource under its former URN. */
  record(urn: Urn, oldUrn: Urn): void {
    this.#old.set(urn, oldUrn);
    this.#new.set(oldUrn, urn);
  }

  /** Returns the current URN of the resource that has a former URN in the prior state. */
  claimantOf(oldUrn: Urn): Urn | undefined {
    return this.#new.get(oldUrn);
  }

  /** Returns a resource's possible former URNs, the most likely URN first. */
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
   * Returns the URN that a child had below its parent's former URN. If the child's name starts with the parent's name,
   * it changes with the parent's name. For example, `newapp-data` was `app-data`.
   */
  #inheritedUrn(parentOld: Urn, type: string, name: string, parentName: string): Urn {
    const oldName = parseUrn(parentOld)?.name ?? "";
    const formerName =
      parentName !== "" && name.startsWith(parentName) ? oldName + name.slice(parentName.length) : name;
    return makeUrn(this.#stack, this.#project, parentOld, type, formerName);
  }
}
