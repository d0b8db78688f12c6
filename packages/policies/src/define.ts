export { both, either, entries, exists, listed, rename } from "./kernel/connectives";
export { mend, withAlso } from "./kernel/mend";
export { choice, flag, integer, integers, texts } from "./options";
export * from "./rule";
export type { Loose, Props, ResourceTypes, Token } from "./tokens";
