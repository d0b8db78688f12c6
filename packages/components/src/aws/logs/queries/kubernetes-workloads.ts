import { ArgumentIssues } from "../../../shared/argument-issues";
import { dnsLabel } from "../../../shared/kubernetes-labels";

/** Arguments of queries for Kubernetes workloads. */
export interface KubernetesWorkloadQueriesArgs {
  /** The namespace of the workloads. */
  readonly namespace: string;
}

/**
 * Returns queries for the containers of a Kubernetes namespace. The log group is the one that the add-on for CloudWatch observability
 * writes to: `/aws/containerinsights/<cluster>/application`.
 *
 * @throws ArgumentsError if the namespace is not a valid name
 */
export function kubernetesWorkloads(args: KubernetesWorkloadQueriesArgs): Record<string, string> {
  const issues = new ArgumentIssues("queries.kubernetesWorkloads");
  issues.checkNames("", args, ["namespace"]);
  issues.check("namespace", args.namespace, dnsLabel("the name of a namespace", "orders"));
  issues.throwIfAny();
  const inNamespace = `filter kubernetes.namespace_name = "${args.namespace}"`;
  return {
    errors: `fields @timestamp, kubernetes.pod_name, kubernetes.container_name, log
| ${inNamespace}
| filter log like /(?i)\\b(error|exception|fatal|panic)/
| sort @timestamp desc
| limit 100`,
    "errors-per-pod": `${inNamespace}
| filter log like /(?i)\\b(error|exception|fatal|panic)/
| stats count(*) as errors by kubernetes.pod_name
| sort errors desc
| limit 50`,
    "events-per-container": `${inNamespace}
| stats count(*) as events, sum(strlen(log)) as characters by kubernetes.container_name
| sort characters desc
| limit 50`,
  };
}
