import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../../shared/component-args";

/** Labels or annotations of a Kubernetes object, by key. */
export type KubernetesMetadata = Readonly<Record<string, pulumi.Input<string>>>;

/** Arguments that all Kubernetes components share. */
export interface KubernetesComponentArgs extends Omit<ComponentArgs, "tags"> {
  /**
   * Labels for all children, in addition to the labels that the component sets.
   *
   * @default {}
   */
  readonly labels?: KubernetesMetadata;
}

/** The names of the arguments that all Kubernetes components share. */
export const KUBERNETES_COMPONENT_ARGUMENTS: Readonly<Record<keyof KubernetesComponentArgs, true>> = {
  profile: true,
  protection: true,
  adopt: true,
  labels: true,
};
