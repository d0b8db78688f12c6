import type { Resource } from "./model";
import type { Urn } from "./urn";
import type { Properties, Unknown } from "./value";

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

/** What a registration is answered with. */
export interface Outcome {
  /** Absent when the resource does not exist yet, or is a component. */
  readonly id?: string | Unknown;
  /** What the preview knows; everything else is unknown until the change is made. */
  readonly outputs: Properties;
}
