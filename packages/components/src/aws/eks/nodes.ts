import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { expected } from "../../shared/checks";
import type { EksClusterArgs } from "./eks-cluster-args";
import type { EksClusterLike, EksCompute } from "./eks-cluster-like";

const isResources = (value: unknown): value is readonly pulumi.Resource[] =>
  Array.isArray(value) && value.every((element) => pulumi.Resource.isInstance(element));

/** Checks `nodes`, which can be called only after the cluster has been created. */
export function checkNodes(
  issues: ArgumentIssues,
  { nodes, compute }: { readonly nodes?: unknown; readonly compute: EksCompute },
): void {
  if (nodes === undefined) return;
  if (typeof nodes !== "function")
    issues.add("nodes", nodes, expected("wrong-type", "a function that creates the nodes and returns them"));
  if (compute === "fargate") {
    const statement = 'has no effect with compute "fargate"';
    issues.add("nodes", nodes, { code: "conflict", statement, remedy: "Remove it." });
  }
}

/**
 * Creates the nodes of a cluster.
 *
 * @param name - the name of the cluster in the program
 * @throws ArgumentsError if the function does not return resources
 */
export function createNodes(
  name: string,
  { nodes }: Pick<EksClusterArgs, "nodes">,
  cluster: EksClusterLike,
): readonly pulumi.Resource[] {
  const created: unknown = nodes?.(cluster) ?? [];
  if (isResources(created)) return created;
  const issues = new ArgumentIssues("EksCluster", name);
  const remedy = 'Example: (cluster) => [new EksNodeGroup("workers", { cluster, … })].';
  issues.add("nodes", created, expected("wrong-type", "a function that returns an array of resources", remedy));
  issues.throwIfAny();
  return [];
}
