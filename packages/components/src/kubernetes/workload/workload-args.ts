import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { NamespaceLike } from "../namespace/namespace-like";
import {
  KUBERNETES_COMPONENT_ARGUMENTS,
  type KubernetesComponentArgs,
  type KubernetesMetadata,
} from "../shared/kubernetes-component-args";
import {
  CONTAINER_ARGUMENTS,
  type WorkloadContainerArgs,
  type WorkloadProbesArgs,
  type WorkloadSidecarArgs,
} from "./container-args";
import type { WorkloadJobArgs, WorkloadScheduleArgs } from "./job-args";
import type { WorkloadHttpRouteArgs, WorkloadIngressArgs, WorkloadPeer, WorkloadPortArgs } from "./network-args";
import type { WorkloadVolumeArgs } from "./volume-args";

/** The kind of the object that manages the pods of a workload. */
export type WorkloadKind = "Deployment" | "StatefulSet" | "DaemonSet" | "Job" | "CronJob";

/** The kinds whose pods run until they are stopped. */
export const LONG_RUNNING_KINDS: readonly WorkloadKind[] = ["Deployment", "StatefulSet", "DaemonSet"];

/** Scaling of a Deployment or StatefulSet by a HorizontalPodAutoscaler. */
export interface WorkloadScalingArgs {
  /** The maximum number of pods. */
  readonly maxReplicas: number;
  /**
   * The minimum number of pods.
   *
   * @default 2
   */
  readonly minReplicas?: number;
  /**
   * The average use of the requested CPU, in percent, that the autoscaler maintains. `false` ignores the CPU.
   *
   * @default 70
   */
  readonly cpuPercent?: false | number;
  /**
   * The average use of the requested memory, in percent, that the autoscaler maintains.
   *
   * @default the autoscaler ignores memory
   */
  readonly memoryPercent?: number;
  /**
   * The number of seconds for which a lower load must last before the autoscaler removes pods, from 0 to 3600.
   *
   * @default 300
   */
  readonly scaleDownStabilizationSeconds?: number;
}

/** How a change replaces the pods of a Deployment, StatefulSet, or DaemonSet. */
export interface WorkloadRolloutArgs {
  /**
   * `"RollingUpdate"` replaces pods gradually. `"Recreate"`, for Deployments, stops all pods before new ones start. `"OnDelete"`, for
   * StatefulSets and DaemonSets, replaces only pods that someone deletes.
   *
   * @default "RollingUpdate"; "Recreate" for a Deployment with a volume that only one node can mount
   */
  readonly type?: "RollingUpdate" | "Recreate" | "OnDelete";
  /**
   * The number or percentage of additional pods during a rolling update of a Deployment or DaemonSet.
   *
   * @default "25%" for Deployments, 0 for DaemonSets
   */
  readonly maxSurge?: number | string;
  /**
   * The number or percentage of pods that can be unavailable during a rolling update of a Deployment or DaemonSet.
   *
   * @default 0 for Deployments, 1 for DaemonSets
   */
  readonly maxUnavailable?: number | string;
  /**
   * The number of seconds for which a new pod must be ready before the rollout continues.
   *
   * @default 0
   */
  readonly minReadySeconds?: number;
  /**
   * The number of seconds after which a rollout without progress, and the deployment of the stack, fail.
   *
   * @default 600
   */
  readonly timeoutSeconds?: number;
}

/** The pods and volumes of a StatefulSet. */
export interface WorkloadStatefulSetArgs {
  /**
   * Whether pods start and stop one after another. Changing it replaces the StatefulSet.
   *
   * @default true
   */
  readonly ordered?: boolean;
  /**
   * Whether Kubernetes deletes the volumes when the StatefulSet is deleted or replaced.
   *
   * @default false
   */
  readonly deleteVolumes?: boolean;
  /**
   * Whether Kubernetes deletes the volume of a pod that scaling removes.
   *
   * @default false
   */
  readonly deleteVolumesOnScaleDown?: boolean;
}

/** A toleration of node taints. */
export interface WorkloadTolerationArgs {
  /**
   * The key of the taint.
   *
   * @default all taints
   */
  readonly key?: string;
  /**
   * The value of the taint.
   *
   * @default any value
   */
  readonly value?: string;
  /**
   * The effect of the taint.
   *
   * @default all effects
   */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  /**
   * The number of seconds after which a taint with the effect `NoExecute` evicts the pod.
   *
   * @default never
   */
  readonly tolerationSeconds?: number;
}

/** The service account that an identity is bound to. */
export interface WorkloadIdentityTarget {
  /** The name of the Workload component, with which the names of the identity's resources begin. */
  readonly name: string;
  /** The Workload, which is the parent of the identity's resources. */
  readonly parent: pulumi.Resource;
  /** The name of the namespace. */
  readonly namespaceName: pulumi.Input<string>;
  /** The name of the service account, which does not exist yet. */
  readonly serviceAccountName: string;
}

/** What a workload needs to use an identity. */
export interface WorkloadIdentityBinding {
  /** Annotations of the service account, such as the ARN of a role. */
  readonly serviceAccountAnnotations?: KubernetesMetadata;
  /** Labels of the pods. */
  readonly podLabels?: KubernetesMetadata;
  /** Resources that must exist before the pods start, such as the association between a role and the service account. */
  readonly dependencies?: readonly pulumi.Resource[];
}

/** An identity in a cloud, such as an IAM role, for the service account of a workload. */
export interface WorkloadIdentity {
  /**
   * Creates the resources that bind the identity to a service account. A workload calls this method once, before it creates the
   * service account.
   */
  bind(target: WorkloadIdentityTarget): WorkloadIdentityBinding;
}

/** Where the OpenTelemetry SDK in the main container sends its traces. */
export interface WorkloadTracingArgs {
  /** The URL of an OpenTelemetry collector: `"http://collector.tracing:4317"`. */
  readonly endpoint: pulumi.Input<string>;
  /**
   * The protocol.
   *
   * @default "grpc"
   */
  readonly protocol?: "grpc" | "http/protobuf";
}

/** Arguments of a Workload. */
export interface WorkloadArgs extends KubernetesComponentArgs, WorkloadContainerArgs {
  /** The namespace, or its name. Changing it replaces all objects. */
  readonly namespace: pulumi.Input<string> | NamespaceLike;
  /**
   * The kind of the object that manages the pods. Changing it replaces the pods.
   *
   * @default "Deployment"
   */
  readonly kind?: WorkloadKind;
  /**
   * The name of the objects in Kubernetes: up to 52 lowercase letters, digits, and hyphens, beginning with a letter. Changing it
   * replaces all objects.
   *
   * @default the name of the component
   */
  readonly workloadName?: string;
  /**
   * The ports on which the main container accepts connections, by name: `{ http: 8080 }`. The Service has the same ports.
   *
   * @default {}
   */
  readonly ports?: Readonly<Record<string, number | WorkloadPortArgs>>;
  /**
   * The probes of the main container.
   *
   * @default a readiness probe that connects to the only port
   */
  readonly probes?: WorkloadProbesArgs;
  /**
   * The number of pods of a Deployment or StatefulSet.
   *
   * @default 2; 1 in the development profile, and for a Deployment with a volume that only one node can mount
   */
  readonly replicas?: number;
  /**
   * Scaling of a Deployment or StatefulSet by its load, instead of `replicas`. The cluster needs the metrics server.
   *
   * @default no scaling
   */
  readonly scaling?: WorkloadScalingArgs;
  /**
   * The number or percentage of pods that can be unavailable while nodes are drained. `false` sets no limit. Workloads with one pod
   * never have a limit, because it would block the node.
   *
   * @default 1
   */
  readonly maxDisruptedPods?: false | number | string;
  /**
   * How a change replaces the pods.
   *
   * @default {}
   */
  readonly rollout?: WorkloadRolloutArgs;
  /** The schedule of a CronJob. Required for CronJobs. */
  readonly schedule?: WorkloadScheduleArgs;
  /**
   * How the pods of a Job or CronJob run.
   *
   * @default {}
   */
  readonly job?: WorkloadJobArgs;
  /**
   * The pods and volumes of a StatefulSet.
   *
   * @default {}
   */
  readonly statefulSet?: WorkloadStatefulSetArgs;
  /**
   * The ID of the user that runs the containers, from 1. `"image"` uses the user of the image, which must be a number other than
   * 0; otherwise, the containers do not start.
   *
   * @default 65532, which is the user "nonroot" of distroless images
   */
  readonly user?: number | "image";
  /**
   * The ID of the group that runs the containers and owns the volumes, from 1.
   *
   * @default the ID of the user; the group of the image if the user is "image"
   */
  readonly group?: number;
  /**
   * Containers that start before the main container, in this order, and run until the main container has stopped. They start
   * before the `initContainers`.
   *
   * @default {}
   */
  readonly sidecars?: Readonly<Record<string, WorkloadSidecarArgs>>;
  /**
   * Containers that run one after another, in this order, and must succeed before the main container starts.
   *
   * @default {}
   */
  readonly initContainers?: Readonly<Record<string, WorkloadContainerArgs>>;
  /**
   * The volumes of the pods, by name.
   *
   * @default {}
   */
  readonly volumes?: Readonly<Record<string, WorkloadVolumeArgs>>;
  /**
   * Pods and addresses that can connect to the ports, by name. `{}` allows none. The ingress controller must be one of them.
   *
   * @default any pod and any address
   */
  readonly allowFrom?: Readonly<Record<string, WorkloadPeer>>;
  /**
   * Pods and addresses that the pods can connect to, by name, in addition to DNS servers. `{}` allows none.
   *
   * @default what the policies of the namespace allow
   */
  readonly allowTo?: Readonly<Record<string, WorkloadPeer>>;
  /**
   * An Ingress for the workload.
   *
   * @default no Ingress
   */
  readonly ingress?: WorkloadIngressArgs;
  /**
   * An HTTPRoute of the Gateway API for the workload. The cluster needs the resource definitions of the Gateway API.
   *
   * @default no HTTPRoute
   */
  readonly httpRoute?: WorkloadHttpRouteArgs;
  /**
   * An identity in a cloud for the service account. The provider of its resources must be one of the component's `providers`, or
   * a default provider.
   *
   * @default no identity
   */
  readonly identity?: WorkloadIdentity;
  /**
   * Whether the containers receive a token of the service account for the Kubernetes API.
   *
   * @default false
   */
  readonly mountServiceAccountToken?: boolean;
  /**
   * The names of Secrets with credentials for image registries.
   *
   * @default []
   */
  readonly imagePullSecrets?: readonly pulumi.Input<string>[];
  /**
   * The number of seconds between the signals SIGTERM and SIGKILL when a pod stops, including `stopDelaySeconds`.
   *
   * @default 30
   */
  readonly terminationGracePeriodSeconds?: number;
  /**
   * The number of seconds for which the main container continues to serve requests before it receives SIGTERM, because load balancers
   * send requests until they know that the pod stops.
   *
   * @default 5; 0 for workloads without ports
   */
  readonly stopDelaySeconds?: number;
  /**
   * The name of the PriorityClass.
   *
   * @default the default priority of the cluster
   */
  readonly priorityClassName?: string;
  /**
   * The labels of the nodes that can run the pods: `{ "kubernetes.io/arch": "arm64" }`.
   *
   * @default {}
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * The taints of nodes that can run the pods, by name.
   *
   * @default {}
   */
  readonly tolerations?: Readonly<Record<string, WorkloadTolerationArgs>>;
  /**
   * Where the main container sends traces. Sets the environment variables of OpenTelemetry SDKs.
   *
   * @default no tracing
   */
  readonly tracing?: WorkloadTracingArgs;
  /**
   * Annotations of the pods. A change replaces the pods.
   *
   * @default {}
   */
  readonly podAnnotations?: KubernetesMetadata;
}

/** The arguments of a Workload that have default values. */
export type WorkloadDefaults = Required<
  Pick<
    WorkloadArgs,
    | "protection"
    | "kind"
    | "replicas"
    | "maxDisruptedPods"
    | "user"
    | "mountServiceAccountToken"
    | "terminationGracePeriodSeconds"
  >
>;

/** The default arguments of a Workload in each profile. */
export const WORKLOAD_DEFAULTS: ProfileDefaults<WorkloadDefaults> = defineDefaults<WorkloadDefaults>(
  {
    protection: true,
    kind: "Deployment",
    replicas: 2,
    maxDisruptedPods: 1,
    user: 65_532,
    mountServiceAccountToken: false,
    terminationGracePeriodSeconds: 30,
  },
  { protection: false, replicas: 1 },
);

/** The names of the arguments. */
export const WORKLOAD_ARGUMENTS: Readonly<Record<keyof WorkloadArgs, true>> = {
  ...KUBERNETES_COMPONENT_ARGUMENTS,
  ...CONTAINER_ARGUMENTS,
  namespace: true,
  kind: true,
  workloadName: true,
  ports: true,
  probes: true,
  replicas: true,
  scaling: true,
  maxDisruptedPods: true,
  rollout: true,
  schedule: true,
  job: true,
  statefulSet: true,
  user: true,
  group: true,
  sidecars: true,
  initContainers: true,
  volumes: true,
  allowFrom: true,
  allowTo: true,
  ingress: true,
  httpRoute: true,
  identity: true,
  mountServiceAccountToken: true,
  imagePullSecrets: true,
  terminationGracePeriodSeconds: true,
  stopDelaySeconds: true,
  priorityClassName: true,
  nodeSelector: true,
  tolerations: true,
  tracing: true,
  podAnnotations: true,
};
