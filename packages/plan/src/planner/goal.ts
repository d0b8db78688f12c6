import type { Properties, Resource, Unknown, Urn } from "../model";

/** The state that a program registers for a resource. */
export interface Goal extends Omit<Resource, "outputs" | "id"> {
  readonly aliases: readonly Alias[];
}

/** A resource's former identity: a URN, or the parts of the URN that differ. */
export type Alias = { readonly urn: Urn } | AliasSpec;

/** The parts of a former URN that differ from the current URN. */
export interface AliasSpec {
  readonly name?: string;
  readonly type?: string;
  readonly stack?: string;
  readonly project?: string;
  readonly parent?: Urn;
  /** Whether the resource was a child of the stack. If neither this nor `parent` is set, the parent has not changed. */
  readonly noParent?: boolean;
}

/** The outcome of a registration or read. */
export interface RegistrationOutcome {
  /** The change to the resource. `none` for a resource that stays the same or is only read. */
  readonly effect: "create" | "update" | "none";
  /** The resource in the prior state. */
  readonly old?: Resource;
  /** The ID. Absent if the resource does not exist yet or is a component. */
  readonly id?: string | Unknown;
  /** The resulting inputs, which can differ from those that the program registered. */
  readonly inputs: Properties;
  /** The outputs known before the change. All others are unknown. */
  readonly outputs: Properties;
  /** All former URNs that result from the aliases. Absent without aliases. */
  readonly aliases?: readonly Urn[];
}
