import type { Properties, Resource, Unknown, Urn } from "../model";

/** What a program wants a resource to be, before anything is known about what it was. */
export interface Goal extends Omit<Resource, "outputs" | "id"> {
  readonly aliases: readonly Alias[];
}

/** Another identity that a resource may have had: a URN, or the parts of one that differ. */
export type Alias = { readonly urn: Urn } | AliasSpec;

export interface AliasSpec {
  readonly name?: string;
  readonly type?: string;
  readonly stack?: string;
  readonly project?: string;
  readonly parent?: Urn;
  /** The resource stood directly below the stack. Without this and a parent, it had the parent it has. */
  readonly noParent?: boolean;
}

/** What becomes of a registration. */
export interface RegistrationOutcome {
  /** What is done to what exists: nothing, to a resource that stays as it is or is only read. */
  readonly effect: "create" | "update" | "none";
  /** What the resource was. */
  readonly old?: Resource;
  /** Absent when the resource does not exist yet, or is a component. */
  readonly id?: string | Unknown;
  /** What the resource's inputs will be, which may not be what the program asked for. */
  readonly inputs: Properties;
  /** What the preview knows; everything else is unknown until the change is made. */
  readonly outputs: Properties;
  /** All URNs it may have had, if there are any. */
  readonly aliases?: readonly Urn[];
}
