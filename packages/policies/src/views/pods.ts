import { listOf } from "../kernel/connectives";
import { defineView, deriveView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

export type PodTemplate = NonNullable<NonNullable<InputsOf<"kubernetes:apps/v1:Deployment">["spec"]>["template"]>;
export type PodSpec = NonNullable<PodTemplate["spec"]>;
export type Container = NonNullable<PodSpec["containers"]>[number];

/** A pod of any kind of workload. */
export interface Pod {
  /** The namespace of the workload. Its pods run in that namespace, regardless of the namespace in the pod template. */
  readonly namespace: string | undefined;
  readonly metadata: PodTemplate["metadata"];
  readonly spec: PodSpec | undefined;
}

interface Workload {
  readonly metadata?: { readonly namespace?: string };
}
interface WorkloadSpec {
  readonly template?: PodTemplate;
}

// Uses getters so that a check reads only the properties that it needs.
const podOf = (workload: Workload, template: () => PodTemplate | undefined): readonly Pod[] => [
  {
    get namespace() {
      return workload.metadata?.namespace;
    },
    get metadata() {
      return template()?.metadata;
    },
    get spec() {
      return template()?.spec;
    },
  },
];

const podOfTemplate = (props: Workload & { readonly spec?: WorkloadSpec }): readonly Pod[] =>
  podOf(props, () => props.spec?.template);

/** The workloads whose pods run until they are stopped. The pods of other workloads terminate on their own. */
const LONG_RUNNING = {
  "kubernetes:core/v1:ReplicationController": podOfTemplate,
  "kubernetes:apps/v1:DaemonSet": podOfTemplate,
  "kubernetes:apps/v1:Deployment": podOfTemplate,
  "kubernetes:apps/v1:ReplicaSet": podOfTemplate,
  "kubernetes:apps/v1:StatefulSet": podOfTemplate,
} as const;

/** The pods of workloads that run until they are stopped. */
export const longRunningPods = defineView<Pod>()(LONG_RUNNING);

/** The pods of every kind of workload. The kernel maps the patch and list variants of a kind to the kind itself. */
export const pods = defineView<Pod>()({
  "kubernetes:core/v1:Pod": (props) => podOf(props, () => props),
  "kubernetes:core/v1:PodTemplate": (props) => podOf(props, () => props.template),
  ...LONG_RUNNING,
  "kubernetes:batch/v1:CronJob": (props) => podOf(props, () => props.spec?.jobTemplate?.spec?.template),
  "kubernetes:batch/v1:Job": podOfTemplate,
});

/** Returns all containers of a pod, including init and ephemeral containers. */
export const containersOf = ({ spec }: Pod): readonly Container[] =>
  listOf<Container>(
    () => spec?.containers,
    () => spec?.initContainers,
    () => spec?.ephemeralContainers,
  );

/** The containers of every pod. */
export const podContainers = deriveView(pods, containersOf);

/** The properties that the security contexts of pods and containers have in common. */
export type SecurityContext = Pick<
  NonNullable<Container["securityContext"]>,
  "appArmorProfile" | "runAsNonRoot" | "runAsUser" | "seccompProfile" | "seLinuxOptions" | "windowsOptions"
>;

/** Returns the security contexts of a pod and its containers, if they are set. */
export const securityContextsOf = (pod: Pod): readonly SecurityContext[] =>
  listOf<SecurityContext>(
    () => pod.spec?.securityContext,
    () => containersOf(pod).flatMap((container) => listOf(container.securityContext)),
  );

/** Whether a pod runs on Windows, where Kubernetes rejects Linux security settings. */
export const isWindows = (pod: Pod): boolean => pod.spec?.os?.name === "windows";

/** Whether a pod has a separate user namespace, in which root in the pod is an unprivileged user on the node. */
export const hasUserNamespace = (pod: Pod): boolean => pod.spec?.hostUsers === false;

/** The types of AppArmor and seccomp profiles that confine a container. */
export const PROFILE_TYPES: readonly (string | undefined)[] = ["RuntimeDefault", "Localhost"];

/** Returns the containers of a pod without ephemeral containers, which cannot have resources or probes. */
export const runningContainersOf = ({ spec }: Pod): readonly Container[] =>
  listOf<Container>(
    () => spec?.containers,
    () => spec?.initContainers,
  );
