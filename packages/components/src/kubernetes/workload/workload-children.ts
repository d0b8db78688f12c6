import { createdSecretValues, type ContainersPlan } from "./containers";
import type { WorkloadPorts } from "./ports";
import type { ReplicasPlan } from "./replicas";
import type { VolumePlan } from "./volumes";
import type { WorkloadKind } from "./workload-args";

/** The parts of a plan that determine the children of a workload. */
interface ChildrenPlan {
  readonly kind: WorkloadKind;
  readonly volumes: readonly VolumePlan[];
  readonly ports: WorkloadPorts;
  readonly replicas: ReplicasPlan;
  readonly containers: ContainersPlan;
  readonly ingress: object | undefined;
  readonly httpRoute: object | undefined;
}

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
export function workloadChildren(plan: ChildrenPlan): string[] {
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
