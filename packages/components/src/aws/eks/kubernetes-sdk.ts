import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { requirePeer } from "../../shared/peers";

const PACKAGE = "@pulumi/kubernetes";

/** A Kubernetes object that a custom resource definition describes. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: pulumi.Inputs;
}

/**
 * Loads `@pulumi/kubernetes`, an optional dependency that most programs with AWS components do not need.
 *
 * @param component - the component that needs the package
 * @throws RunError if the package is not installed
 */
export function loadKubernetes(component: string): typeof kubernetes {
  requirePeer(component, PACKAGE);
  return createRequire(__filename)(PACKAGE) as typeof kubernetes;
}

/**
 * Creates a Kubernetes object.
 *
 * @param component - the component that needs `@pulumi/kubernetes`
 * @throws RunError if the package is not installed
 */
export function createKubernetesObject(
  component: string,
  name: string,
  object: KubernetesObject,
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  return new (loadKubernetes(component).apiextensions.CustomResource)(name, object, options);
}
