import "./require-kubernetes";

export { ArgumentsError, type ArgumentIssue, type ArgumentIssueCode } from "../shared/argument-issues";
export type { Adoption, ComponentArgs, Profile, ProfileDefaults } from "../shared/component-args";
export * from "./namespace";
export type { KubernetesComponentArgs, KubernetesMetadata } from "./shared/kubernetes-component-args";
export type { Quantity } from "./shared/quantity";
export * from "./workload";
