import { listOf } from "../kernel/connectives";
import { defineView, deriveView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

export type PodTemplate = NonNullable<NonNullable<InputsOf<"kubernetes:apps/v1:Deployment">["spec"]>["template"]>;
export type PodSpec = NonNullable<PodTemplate["spec"]>;
export type Container = NonNullable<PodSpec["containers"]>[number];

/** What is run, whichever kind of workload runs it. */
export interface Pod {
  /** The namespace of the workload; the pods of a template run in the same one, whatever the template says. */
  readonly namespace: string | undefined;
  readonly metadata: PodTemplate["metadata"];
  readonly spec: PodSpec | undefined;
}

interface Workload {
  readonly metadata?: { readonly namespace?: string };
}
interface TemplateHolder {
  readonly template?: PodTemplate;
}

/** Only what a rule asks for is read. */
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

const ofTemplate = (props: Workload & { readonly spec?: TemplateHolder }): readonly Pod[] =>
  podOf(props, () => props.spec?.template);

/** What runs for good; the pods of others end by themselves. */
const LASTING = {
  "kubernetes:core/v1:ReplicationController": ofTemplate,
  "kubernetes:apps/v1:DaemonSet": ofTemplate,
  "kubernetes:apps/v1:Deployment": ofTemplate,
  "kubernetes:apps/v1:ReplicaSet": ofTemplate,
  "kubernetes:apps/v1:StatefulSet": ofTemplate,
} as const;

/** The pods of workloads that are meant to run for good. */
export const longRunningPods = defineView<Pod>()(LASTING);

/** The pods of every kind of workload. Patches and lists of these kinds are read by the kernel as what they are. */
export const pods = defineView<Pod>()({
  "kubernetes:core/v1:Pod": (props) => podOf(props, () => props),
  "kubernetes:core/v1:PodTemplate": (props) => podOf(props, () => props.template),
  ...LASTING,
  "kubernetes:batch/v1:CronJob": (props) => podOf(props, () => props.spec?.jobTemplate?.spec?.template),
  "kubernetes:batch/v1:Job": ofTemplate,
});

/** All containers of a pod: a rule that looks at `containers` alone misses init and ephemeral ones. */
export const containersOf = ({ spec }: Pod): readonly Container[] =>
  listOf<Container>(
    () => spec?.containers,
    () => spec?.initContainers,
    () => spec?.ephemeralContainers,
  );

/** The containers of every pod. */
export const podContainers = deriveView(pods, containersOf);

/** Of a pod's and a container's security context, what both have. */
export type SecurityContext = Pick<
  NonNullable<Container["securityContext"]>,
  "appArmorProfile" | "runAsNonRoot" | "runAsUser" | "seccompProfile" | "seLinuxOptions" | "windowsOptions"
>;

/** The security contexts that are set, of the pod and of its containers. */
export const securityContextsOf = (pod: Pod): readonly SecurityContext[] =>
  listOf<SecurityContext>(
    () => pod.spec?.securityContext,
    () => containersOf(pod).flatMap((container) => listOf(container.securityContext)),
  );

/** Windows has none of what these settings change, so Kubernetes rejects them there. */
export const isWindows = (pod: Pod): boolean => pod.spec?.os?.name === "windows";

/** In a user namespace of its own, root in the pod is nobody on the node. */
export const hasUserNamespace = (pod: Pod): boolean => pod.spec?.hostUsers === false;

/** Of AppArmor and of seccomp: the profiles that confine. */
export const PROFILE_TYPES: readonly (string | undefined)[] = ["RuntimeDefault", "Localhost"];

/** The containers that a pod starts with: an ephemeral one can have neither resources nor probes. */
export const runningContainersOf = ({ spec }: Pod): readonly Container[] =>
  listOf<Container>(
    () => spec?.containers,
    () => spec?.initContainers,
  );
