import { ignoresChanges } from "./ignored-changes";
import { allOf, anyOf, isNotEmpty, listOf } from "../kernel/connectives";
import type { Graph, UntypedGraphResource } from "../authoring/define-stack-rule";

/** The workloads with a scale subresource, which autoscalers can change. */
const WORKLOADS = ["Deployment", "StatefulSet", "ReplicaSet"] as const;
type WorkloadKind = (typeof WORKLOADS)[number];

const typeOf = (kind: WorkloadKind) => `kubernetes:apps/v1:${kind}` as const;

/** The inputs of an autoscaler that this rule reads. */
interface AutoscalerInputs {
  readonly spec?: Readonly<Record<string, { readonly kind?: string } | undefined>>;
}

/** A resource type that changes the number of replicas of a workload. */
interface Autoscaler {
  readonly type: string;
  /** The property of `spec` that references the workload. */
  readonly target: string;
  /** The kind of workload that the autoscaler targets by default. Absent if `kind` is required. */
  readonly defaultKind?: WorkloadKind;
}

const AUTOSCALERS: readonly [Autoscaler, ...Autoscaler[]] = [
  { type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", target: "scaleTargetRef" },
  ...["v1", "v2beta1", "v2beta2"].map((version) => ({
    type: `kubernetes:autoscaling/${version}:HorizontalPodAutoscaler`,
    target: "scaleTargetRef",
  })),
  // https://keda.sh/docs/latest/reference/scaledobject-spec/
  { type: "kubernetes:keda.sh/v1alpha1:ScaledObject", target: "scaleTargetRef", defaultKind: "Deployment" },
  // https://docs.flagger.app/usage/how-it-works: Flagger scales the Deployment to zero and runs a copy of it.
  { type: "kubernetes:flagger.app/v1beta1:Canary", target: "targetRef" },
];

const [{ type: firstType }, ...otherAutoscalers] = AUTOSCALERS;

/** The resource types that change the number of replicas of a workload. */
export const AUTOSCALER_TYPES: readonly [string, ...string[]] = [
  firstType,
  ...otherAutoscalers.map(({ type }) => type),
];

/** Returns the autoscalers that target a workload. */
const autoscalersOf = (graph: Graph, workload: UntypedGraphResource, kind: WorkloadKind) =>
  listOf(
    ...AUTOSCALERS.map(
      ({ type, target, defaultKind }) =>
        () =>
          graph
            .referrersByTypeToken(workload, type, `spec.${target}.name`)
            .filter(({ props }) => ((props as AutoscalerInputs).spec?.[target]?.kind ?? defaultKind) === kind),
    ),
  );

/** Returns the workloads whose inputs set the number of replicas although an autoscaler changes it. */
export const autoscaledWorkloads = (graph: Graph): readonly UntypedGraphResource[] =>
  listOf<UntypedGraphResource>(
    ...WORKLOADS.map(
      (kind) => () =>
        graph.byType(typeOf(kind)).filter((workload) =>
          allOf(
            () => !ignoresChanges(workload, "spec.replicas"),
            () => "replicas" in (workload.props.spec ?? {}),
            () =>
              anyOf(
                () => isNotEmpty(autoscalersOf(graph, workload, kind)),
                // This reads the name, because a name that is not known yet may be the one that an autoscaler refers to.
                () => workload.props.metadata?.name === "",
              ),
          ),
        ),
    ),
  );
