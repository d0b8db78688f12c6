import type * as customResource from "@pulumi/kubernetes/apiextensions/customResource";
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
 * Creates a Kubernetes object.
 *
 * @remarks
 * Loads `@pulumi/kubernetes` with the first object, because most programs that use the AWS components do not need it. Loads
 * only the module of custom resources, because the whole package takes seconds to load.
 *
 * @param component - the component that needs the package
 * @throws RunError if the package is not installed
 */
export function createKubernetesObject(
  component: string,
  name: string,
  object: KubernetesObject,
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  requirePeer(component, PACKAGE);
  const load = createRequire(__filename);
  const { CustomResource } = load(`${PACKAGE}/apiextensions/customResource`) as typeof customResource;
  return new CustomResource(name, object, options);
}
