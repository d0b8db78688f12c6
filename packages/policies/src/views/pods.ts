import { listed } from "../kernel/connectives";
import { defineView, deriveView } from "../rule";
import type { Props } from "../tokens";

export type PodTemplate = NonNullable<NonNullable<Props<"kubernetes:apps/v1:Deployment">["spec"]>["template"]>;
export type PodSpec = NonNullable<PodTemplate["spec"]>;
export type Container = NonNullable<PodSpec["containers"]>[number];

/** What is run, whichever kind of workload runs it. */
export interface Pod {
  readonly metadata: PodTemplate["metadata"];
  readonly spec: PodSpec | undefined;
}

const ofTemplate = (holder: { readonly template?: PodTemplate } | undefined): readonly Pod[] => [
  {
    get metadata() {
      return holder?.template?.metadata;
    },
    get spec() {
      return holder?.template?.spec;
    },
  },
];

/** The pods of every kind of workload. Patches and lists of these kinds are read by the kernel as what they are. */
export const pods = defineView<Pod>()({
  "kubernetes:core/v1:Pod": (props) => [
    {
      get metadata() {
        return props.metadata;
      },
      get spec() {
        return props.spec;
      },
    },
  ],
  "kubernetes:core/v1:PodTemplate": (props) => ofTemplate(props),
  "kubernetes:core/v1:ReplicationController": (props) => ofTemplate(props.spec),
  "kubernetes:apps/v1:DaemonSet": (props) => ofTemplate(props.spec),
  "kubernetes:apps/v1:Deployment": (props) => ofTemplate(props.spec),
  "kubernetes:apps/v1:ReplicaSet": (props) => ofTemplate(props.spec),
  "kubernetes:apps/v1:StatefulSet": (props) => ofTemplate(props.spec),
  "kubernetes:batch/v1:CronJob": (props) => ofTemplate(props.spec?.jobTemplate?.spec),
  "kubernetes:batch/v1:Job": (props) => ofTemplate(props.spec),
});

/** All containers of a pod: a rule that looks at `containers` alone misses init and ephemeral ones. */
export const containersOf = ({ spec }: Pod): readonly Container[] =>
  listed<Container>(
    () => spec?.containers,
    () => spec?.initContainers,
    () => spec?.ephemeralContainers,
  );

/** The containers of every pod. */
export const podContainers = deriveView(pods, containersOf);
