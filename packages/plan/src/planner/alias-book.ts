import { makeUrn, parseUrn, STACK_TYPE, type Urn } from "../model";
import type { Alias, AliasSpec } from "./goal";

/** Who a resource is, as far as its aliases depend on it. */
export interface ResourceIdentity {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly parent?: Urn;
}

/** Which resources of this run are found under an older URN, and what follows from that for those below them. */
export class AliasBook {
  readonly #stack: string;
  readonly #project: string;
  /** By new URN, the old one. */
  readonly #old = new Map<Urn, Urn>();
  /** By old URN, the new one. */
  readonly #new = new Map<Urn, Urn>();

  constructor(stack: string, project: string) {
    this.#stack = stack;
    this.#project = project;
  }

  /** A resource was found in the state under another URN. */
  record(urn: Urn, oldUrn: Urn): void {
    this.#old.set(urn, oldUrn);
    this.#new.set(oldUrn, urn);
  }

  /** The resource of this run that was found under an old URN. */
  claimantOf(oldUrn: Urn): Urn | undefined {
    return this.#new.get(oldUrn);
  }

  /** The URNs a resource may have had, the likeliest first. */
  expand(identity: ResourceIdentity, aliases: readonly Alias[]): readonly Urn[] {
    const isOther = (urn: Urn): boolean => urn !== identity.urn;
    const own = aliases.map((alias) => ("urn" in alias ? alias.urn : this.#spell(identity, alias)));
    const parentOld = identity.parent === undefined ? undefined : this.#old.get(identity.parent);
    if (identity.parent === undefined || parentOld === undefined) return [...new Set(own)].filter(isOther);
    const parentName = parseUrn(identity.parent)?.name ?? "";
    const inherited = [identity, ...own.flatMap((urn) => parseUrn(urn) ?? [])].map(({ type, name }) =>
      this.#below(parentOld, type, name, parentName),
    );
    return [...new Set([...own, ...inherited])].filter(isOther);
  }

  #spell({ type, name, parent }: ResourceIdentity, spec: AliasSpec): Urn {
    const given = spec.parent === undefined ? parent : (this.#old.get(spec.parent) ?? spec.parent);
    const isStack = given !== undefined && parseUrn(given)?.type === STACK_TYPE;
    const above = spec.noParent === true || isStack ? undefined : given;
    const { stack = this.#stack, project = this.#project } = spec;
    return makeUrn(stack, project, above, spec.type ?? type, spec.name ?? name);
  }

  /** The URN below a parent's old one. A name that begins with the parent's follows it: `newapp-data`, `app-data`. */
  #below(parentOld: Urn, type: string, name: string, parentName: string): Urn {
    const oldName = parseUrn(parentOld)?.name ?? "";
    const followed = parentName !== "" && name.startsWith(parentName) ? oldName + name.slice(parentName.length) : name;
    return makeUrn(this.#stack, this.#project, parentOld, type, followed);
  }
}
