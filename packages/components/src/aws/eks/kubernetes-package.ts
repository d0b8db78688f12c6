import { createRequire } from "node:module";
import type * as Kubernetes from "@pulumi/kubernetes";
import { requirePeer } from "../../shared/peers";

/**
 * Loads `@pulumi/kubernetes`, an optional dependency that only components with Kubernetes objects need.
 *
 * @param component - the class of the component that needs the package
 * @throws RunError if the package is not installed
 */
export function loadKubernetes(component: string): typeof Kubernetes {
  requirePeer(component, "@pulumi/kubernetes");
  return createRequire(__filename)("@pulumi/kubernetes") as typeof Kubernetes;
}
