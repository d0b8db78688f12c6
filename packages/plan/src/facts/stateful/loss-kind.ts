/** What is lost permanently when a resource is deleted or replaced. */
export type LossKind =
  /** Stored data, such as rows, objects, messages, logs, images, users, or history. */
  | "data"
  /** Key material. Everything that is encrypted or signed with the key becomes unusable. */
  | "keys"
  /** A name, number, or address that the cloud assigned and that others use. The cloud cannot assign it again. */
  | "identity";

/** Stateful classes by what is lost and by module. */
export type StatefulClasses = Readonly<Record<LossKind, Readonly<Record<string, readonly string[]>>>>;
