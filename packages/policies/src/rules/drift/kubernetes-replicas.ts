import { autoscaledWorkloads, AUTOSCALER_TYPES } from "../../conditions/autoscaled-workloads";
import { examplePlan, exampleId, untypedPlan } from "../../authoring/example-plan";
import { defineStackRule } from "../../authoring/define-stack-rule";

export const k8sReplicasOneOwner = defineStackRule({
  id: "k8s-replicas-one-owner",
  title: "Autoscaled Kubernetes Deployments, StatefulSets, and ReplicaSets do not manage replicas",
  severity: "medium",
  topic: "drift",
  types: AUTOSCALER_TYPES,
  why: "Every update resets the number of replicas that the autoscaler chose for the current load (pulumi/pulumi-kubernetes#2491, #3312).",
  remedy:
    'Remove replicas from the workload and set the minimum on the autoscaler, or set the resource option ignoreChanges: ["spec.replicas"].',
  check: (graph) =>
    autoscaledWorkloads(graph).map((resource) => ({
      resource,
      at: "spec.replicas",
      message: "an autoscaler also changes the number of replicas",
    })),
  examples: {
    pass: [
      examplePlan({
        web: ["kubernetes:apps/v1:Deployment", { spec: {} }],
        scaler: [
          "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
          { spec: { scaleTargetRef: { kind: "Deployment", name: exampleId("web") } } },
        ],
      }),
      examplePlan({
        web: [
          "kubernetes:apps/v1:Deployment",
          { metadata: { name: "web" }, spec: { replicas: 3 } },
          { options: { ignoreChanges: ["spec.replicas"] } },
        ],
        scaler: [
          "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
          { spec: { scaleTargetRef: { kind: "Deployment", name: "web" } } },
        ],
      }),
      examplePlan({
        web: ["kubernetes:apps/v1:Deployment", { metadata: { name: "web" }, spec: { replicas: 3 } }],
        scaler: [
          "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
          { spec: { scaleTargetRef: { kind: "StatefulSet", name: "web" } } },
        ],
      }),
      untypedPlan({
        web: ["kubernetes:apps/v1:StatefulSet", { metadata: { name: "web" }, spec: { replicas: 3 } }],
        scaler: ["kubernetes:keda.sh/v1alpha1:ScaledObject", { spec: { scaleTargetRef: { name: "web" } } }],
      }),
    ],
    fail: [
      examplePlan({
        web: ["kubernetes:apps/v1:Deployment", { metadata: { name: "web" }, spec: { replicas: 3 } }],
        scaler: [
          "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
          { spec: { scaleTargetRef: { kind: "Deployment", name: "web" } } },
        ],
      }),
      examplePlan({
        web: ["kubernetes:apps/v1:StatefulSet", { metadata: { name: "web" }, spec: { replicas: 3 } }],
        scaler: [
          "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
          { spec: { scaleTargetRef: { kind: "StatefulSet", name: "web" } } },
        ],
      }),
      untypedPlan({
        web: ["kubernetes:apps/v1:Deployment", { metadata: { name: "web" }, spec: { replicas: 3 } }],
        scaler: ["kubernetes:keda.sh/v1alpha1:ScaledObject", { spec: { scaleTargetRef: { name: "web" } } }],
      }),
      untypedPlan({
        web: ["kubernetes:apps/v1:Deployment", { metadata: { name: "web" }, spec: { replicas: 3 } }],
        rollout: [
          "kubernetes:flagger.app/v1beta1:Canary",
          { spec: { targetRef: { kind: "Deployment", name: "web" } } },
        ],
      }),
    ],
  },
});
