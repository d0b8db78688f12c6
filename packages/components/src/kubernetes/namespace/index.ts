export { Namespace } from "./namespace";
export type {
  NamespaceArgs,
  NamespaceContainerLimitsArgs,
  NamespaceContainerResources,
  NamespaceDefaults,
  PodSecurityLevel,
} from "./namespace-args";
export type { NamespaceLike } from "./namespace-like";
