import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ContainerPlan } from "./container-plan";
import { environmentVariables } from "./environment";
import { containerPorts, hasPrivilegedPort } from "./ports";
import { workloadSelector } from "./selector";
import { claimSpec, emptyDirectory, type VolumePlan } from "./volumes";
import type { WorkloadPlan } from "./workload-plan";

type Container = kubernetes.types.input.core.v1.Container;
type PodSpec = kubernetes.types.input.core.v1.PodSpec;
type Volume = kubernetes.types.input.core.v1.Volume;

/** The names of the objects that a pod refers to. */
export interface PodReferences {
  /** The names of ConfigMaps, Secrets, and claims that the component creates, by volume. */
  readonly volumes: Readonly<Record<string, pulumi.Input<string>>>;
  /** The name of the Secret with environment variables. */
  readonly environmentSecret: pulumi.Input<string> | undefined;
  readonly serviceAccount: pulumi.Input<string>;
  /** Labels that the identity of the pods requires. */
  readonly identityLabels: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Returns the pods of a workload, which satisfy the restricted Pod Security Standard. */
export function podTemplate(
  plan: WorkloadPlan,
  references: PodReferences,
): kubernetes.types.input.core.v1.PodTemplateSpec {
  const { podAnnotations, labels, workloadName } = plan;
  return {
    metadata: {
      labels: { ...labels, ...references.identityLabels, ...workloadSelector(workloadName) },
      ...(Object.keys(podAnnotations).length > 0 && { annotations: podAnnotations }),
    },
    spec: podSpec(plan, references),
  };
}

function podSpec(plan: WorkloadPlan, references: PodReferences): PodSpec {
  const { containers, identity, scheduling, kind } = plan;
  const { sidecars, initContainers } = containers;
  const container = (args: ContainerPlan) => podContainer(args, references);
  // A sidecar is an init container that keeps running. Kubernetes starts all of them in the given order.
  const first = [
    ...sidecars.map((sidecar) => ({ ...container(sidecar), restartPolicy: "Always" })),
    ...initContainers.map(container),
  ];
  const volumes = podVolumes(plan, references);
  const spread = kind === "Deployment" || kind === "StatefulSet";
  return {
    serviceAccountName: references.serviceAccount,
    automountServiceAccountToken: identity.mountToken,
    // Otherwise, Kubernetes adds variables for every Service in the namespace, which can replace variables of the program.
    enableServiceLinks: false,
    restartPolicy: kind === "Job" || kind === "CronJob" ? "Never" : "Always",
    terminationGracePeriodSeconds: scheduling.terminationGracePeriodSeconds,
    securityContext: podSecurityContext(plan),
    ...(first.length > 0 && { initContainers: first }),
    containers: [mainContainer(plan, references)],
    ...(volumes.length > 0 && { volumes }),
    ...(identity.imagePullSecrets.length > 0 && {
      imagePullSecrets: identity.imagePullSecrets.map((name) => ({ name })),
    }),
    ...(scheduling.priorityClassName !== undefined && { priorityClassName: scheduling.priorityClassName }),
    ...(Object.keys(scheduling.nodeSelector).length > 0 && { nodeSelector: scheduling.nodeSelector }),
    ...(scheduling.tolerations.length > 0 && { tolerations: [...scheduling.tolerations] }),
    ...(spread && { topologySpreadConstraints: spreadConstraints(plan) }),
  };
}

function podSecurityContext({ scheduling, ports }: WorkloadPlan): kubernetes.types.input.core.v1.PodSecurityContext {
  const { user, group } = scheduling;
  return {
    runAsNonRoot: true,
    ...(user !== undefined && { runAsUser: user }),
    ...(group !== undefined && { runAsGroup: group, fsGroup: group, fsGroupChangePolicy: "OnRootMismatch" }),
    seccompProfile: { type: "RuntimeDefault" },
    ...(hasPrivilegedPort(ports) && { sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }] }),
  };
}

function mainContainer(plan: WorkloadPlan, references: PodReferences): Container {
  const { ports, scheduling, containers } = plan;
  const { stopDelaySeconds } = scheduling;
  return {
    ...podContainer(containers.main, references),
    ...(Object.keys(ports).length > 0 && { ports: containerPorts(ports) }),
    ...(stopDelaySeconds > 0 && { lifecycle: { preStop: { sleep: { seconds: stopDelaySeconds } } } }),
  };
}

function podContainer(container: ContainerPlan, { environmentSecret }: PodReferences): Container {
  const env = environmentVariables(container.environment, environmentSecret);
  const { command = [], args = [], workingDirectory } = container;
  const { requests, limits } = container.resources;
  return {
    name: container.name,
    image: container.image,
    imagePullPolicy: "IfNotPresent",
    ...(command.length > 0 && { command: [...command] }),
    ...(args.length > 0 && { args: [...args] }),
    ...(workingDirectory !== undefined && { workingDir: workingDirectory }),
    ...(env.length > 0 && { env }),
    resources: { requests: { ...requests }, limits: { ...limits } },
    ...container.probes,
    ...(container.mounts.length > 0 && { volumeMounts: container.mounts.map(volumeMount) }),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: container.readonlyRootFilesystem,
    },
    terminationMessagePolicy: "FallbackToLogsOnError",
  };
}

const volumeMount = ({
  volume,
  path,
  readOnly = false,
  subPath,
}: ContainerPlan["mounts"][number]): kubernetes.types.input.core.v1.VolumeMount => ({
  name: volume,
  mountPath: path,
  // The API server does not store false.
  ...(readOnly && { readOnly }),
  ...(subPath !== undefined && { subPath }),
});

function podVolumes({ kind, volumes, containers }: WorkloadPlan, references: PodReferences): Volume[] {
  const { main, sidecars, initContainers } = containers;
  const writable = [main, ...sidecars, ...initContainers].flatMap(({ writableVolumes }) => writableVolumes);
  return [
    ...volumes.flatMap((volume) => podVolume(volume, kind === "StatefulSet", references.volumes[volume.name])),
    ...writable.map(({ name, sizeLimit, inMemory }) => ({ name, emptyDir: emptyDirectory(sizeLimit, inMemory) })),
  ];
}

// 0644, which is the value that the API server would add
const DEFAULT_MODE = 420;

function podVolume({ name, source }: VolumePlan, isStateful: boolean, created: pulumi.Input<string> = ""): Volume[] {
  const configMap = (object: pulumi.Input<string>) => [
    { name, configMap: { name: object, defaultMode: DEFAULT_MODE } },
  ];
  const secret = (secretName: pulumi.Input<string>) => [{ name, secret: { secretName, defaultMode: DEFAULT_MODE } }];
  switch (source.kind) {
    case "emptyDir":
      return [{ name, emptyDir: source.spec }];
    case "ephemeral":
      return [{ name, ephemeral: { volumeClaimTemplate: { spec: claimSpec(source.claim) } } }];
    case "claim":
      // The StatefulSet adds the volume to each pod.
      return isStateful ? [] : [{ name, persistentVolumeClaim: { claimName: created } }];
    case "existingClaim":
      return [{ name, persistentVolumeClaim: { claimName: source.name } }];
    case "configFiles":
      return configMap(created);
    case "existingConfigMap":
      return configMap(source.name);
    case "secretFiles":
      return secret(created);
    case "existingSecret":
      return secret(source.name);
  }
}

/** Spreads the pods over nodes and zones as far as possible. A cluster with one node or zone still runs all pods. */
function spreadConstraints({
  kind,
  workloadName,
}: WorkloadPlan): kubernetes.types.input.core.v1.TopologySpreadConstraint[] {
  return ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { ...workloadSelector(workloadName) } },
    // Otherwise, the pods that a rolling update replaces would count.
    ...(kind === "Deployment" && { matchLabelKeys: ["pod-template-hash"] }),
  }));
}
