import type * as pulumi from "@pulumi/pulumi";
import type { EksClusterLike } from "./eks-cluster-like";

/**
 * Returns the arguments of a component in the form of inputs, with the identity of the cluster instead of the cluster.
 *
 * @remarks
 * Pulumi registers a component after all children of the components among its inputs. The children of an EksCluster include
 * add-ons that wait for nodes, so nodes that had the cluster as an input would never be created.
 */
export const componentInputs = (args: { readonly cluster: EksClusterLike }): pulumi.Inputs => {
  const { clusterName, clusterArn } = args.cluster;
  return { ...args, cluster: { clusterName, clusterArn } };
};
