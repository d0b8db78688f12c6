import { createdSecretValues } from "./containers";
import type { WorkloadKind } from "./workload-args";
import type { WorkloadPlan } from "./workload-plan";

/** The name of the child that manages the pods, by kind. */
export const CONTROLLER_CHILDREN: Readonly<Record<WorkloadKind, string>> = {
  Deployment: "deployment",
  StatefulSet: "stateful-set",
  DaemonSet: "daemon-set",
  Job: "job",
  CronJob: "cron-job",
};

/** Returns the name of the child for a volume. */
export const volumeChild = (volume: string): string => `volume-${volume}`;

/** Returns the names of the children that a workload creates. */
export function workloadChildren(plan: WorkloadPlan): string[] {
  const { kind, volumes, ports, replicas, containers, ingress, httpRoute } = plan;
  const created = volumes.filter(
    ({ source }) =>
      source.kind === "configFiles" ||
      source.kind === "secretFiles" ||
      (source.kind === "claim" && kind !== "StatefulSet"),
  );
  return [
    CONTROLLER_CHILDREN[kind],
    ...["service-account", "network-policy"],
    ...created.map(({ name }) => volumeChild(name)),
    ...(Object.keys(createdSecretValues(containers)).length > 0 ? ["environment"] : []),
    ...(Object.keys(ports).length > 0 ? ["service"] : []),
    ...(kind === "StatefulSet" ? ["headless-service"] : []),
    ...(replicas.scaling ? ["autoscaler"] : []),
    ...(replicas.maxDisruptedPods !== undefined ? ["disruption-budget"] : []),
    ...(ingress ? ["ingress"] : []),
    ...(httpRoute ? ["http-route"] : []),
  ];
}
