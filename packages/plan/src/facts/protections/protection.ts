/** How an input protects a resource or its data. */
export type ProtectionEffect =
  /** Deletion fails while the input is enabled. */
  | "blocks-deletion"
  /** Deletion fails while the resource is not empty. */
  | "blocks-deletion-unless-empty"
  /** A final snapshot or backup is created before the deletion. */
  | "keeps-backup"
  /** Pulumi removes the resource only from the state, and the resource continues to exist in the cloud. */
  | "retains-resource"
  /** The deletion can be reverted for several days. */
  | "delays-deletion"
  /** Backups, versions, or records are kept while the resource exists. */
  | "keeps-history";

/** An input that protects a resource or its data. */
export interface DataProtection {
  /** The path of the input, such as `deletionProtection` or `versioning.enabled`. */
  readonly property: string;
  /** How the input protects the resource or its data. */
  readonly effect: ProtectionEffect;
  /**
   * The condition under which the input protects the resource: if it has the value of `is`, if it is set, or if its
   * number is increased. A larger number means more protection. With `increased-or-zero`, 0 means "forever".
   */
  readonly when: { readonly is: boolean | string } | "set" | "increased" | "increased-or-zero";
  /** The value that applies if the program does not set the input. If absent, the provider keeps the current value. */
  readonly default?: boolean | number | string;
}

/** A protection and the types to which it applies. */
export interface ProtectionRule extends DataProtection {
  /** The types to which the protection applies. By default, every stateful type that has the property. */
  readonly only?: readonly string[];
  /** Properties that differ for individual types. `default: undefined` removes the default. */
  readonly except?: Readonly<Record<string, { readonly [K in keyof DataProtection]?: DataProtection[K] | undefined }>>;
}

/** The protection applies if the input is true. */
export const on = { is: true } as const;
/** The protection applies if the input is false. */
export const off = { is: false } as const;
