import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { autoscalersOf, budgetsOf } from "../../conditions/deployments";
import { defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { longRunningPods } from "../../views/pods";

const deployment = "kubernetes:apps/v1:Deployment";
const budget = "kubernetes:policy/v1:PodDisruptionBudget";
const autoscaler = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

const probe = { httpGet: { path: "/ready", port: 8080 } };

export const podReadiness = defineViewRule({
  id: "pod-readiness-probe",
  title: "Pods of long-running workloads have a readiness probe, startup probe, or readiness gate",
  severity: "low",
  topic: "reliability",
  on: longRunningPods,
  // https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
  why: "A container without a probe counts as ready immediately, so a rollout can replace all working pods with a version that cannot start, and traffic reaches containers that are not ready.",
  remedy:
    'Set readinessProbe: { httpGet: { path: "/ready", port: 8080 } } on the main container, or set readinessGates.',
  check: ({ spec }) =>
    allOf(
      () => isNotEmpty(spec?.containers),
      () => !(spec?.readinessGates ?? []).some(({ conditionType }) => conditionType !== undefined),
      () =>
        !listOf(spec?.containers).some((container) =>
          anyOf(
            () => container.readinessProbe !== undefined,
            () => container.startupProbe !== undefined,
          ),
        ),
    ) && "the pod has no readiness probe, startup probe, or readiness gate",
  examples: {
    pass: [
      [deployment, { spec: { template: { spec: { containers: [{ name: "web", readinessProbe: probe }] } } } }],
      [
        deployment,
        { spec: { template: { spec: { containers: [{ name: "logs" }, { name: "web", startupProbe: probe }] } } } },
      ],
      [
        deployment,
        {
          spec: {
            template: {
              spec: { containers: [{ name: "web" }], readinessGates: [{ conditionType: "example.com/ready" }] },
            },
          },
        },
      ],
    ],
    fail: [
      [deployment, { spec: { template: { spec: { containers: [{ name: "web" }] } } } }],
      [deployment, { spec: { template: { spec: { containers: [{ name: "web", livenessProbe: probe }] } } } }],
    ],
  },
});

export const deploymentReplicated = defineStackRule({
  id: "deployment-replicated",
  title: "Kubernetes Deployments have more than one replica",
  severity: "low",
  topic: "reliability",
  types: [deployment],
  // https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
  why: "With a single replica, the application is unavailable whenever the pod's node is drained, is upgraded, or fails.",
  remedy: 'Set replicas: 2 or more. If two pods cannot run at the same time, set strategy: { type: "Recreate" }.',
  // The default is 1. Zero replicas means that the Deployment is scaled down on purpose.
  check: (graph) =>
    graph
      .byType(deployment)
      .filter((candidate) =>
        allOf(
          () => (candidate.props.spec?.replicas ?? 1) === 1,
          () => candidate.props.spec?.strategy?.type !== "Recreate",
          () => !isNotEmpty(autoscalersOf(graph, candidate)),
        ),
      )
      .map((resource) => ({ resource, at: "spec.replicas", message: "the Deployment has only one replica" })),
  examples: {
    pass: [
      examplePlan({ web: [deployment, { spec: { replicas: 2 } }] }),
      examplePlan({ web: [deployment, { spec: { replicas: 0 } }] }),
      examplePlan({ web: [deployment, { spec: { replicas: 1, strategy: { type: "Recreate" } } }] }),
      examplePlan({
        web: [deployment, { metadata: { name: "web" }, spec: {} }],
        scaler: [autoscaler, { spec: { scaleTargetRef: { kind: "Deployment", name: "web" } } }],
      }),
    ],
    fail: [
      examplePlan({ web: [deployment, { spec: { replicas: 1 } }] }),
      examplePlan({
        web: [deployment, { metadata: { name: "web" }, spec: {} }],
        scaler: [autoscaler, { spec: { scaleTargetRef: { kind: "StatefulSet", name: "web" } } }],
      }),
    ],
  },
});

const withLabels = (labels: Readonly<Record<string, string>>) => ({ replicas: 3, template: { metadata: { labels } } });
const [web, api] = [{ app: "web" }, { app: "api" }];

export const deploymentDisruptionBudget = defineStackRule({
  id: "deployment-disruption-budget",
  title: "Kubernetes Deployments with multiple replicas have a PodDisruptionBudget",
  severity: "low",
  topic: "reliability",
  types: [deployment],
  // https://kubernetes.io/docs/tasks/run-application/configure-pdb/
  why: "Without a budget, draining nodes for an upgrade can evict all pods at the same time.",
  remedy:
    "Add a kubernetes.policy.v1.PodDisruptionBudget with maxUnavailable: 1 and the Deployment's selector, in the same namespace as the Deployment.",
  // A PodDisruptionBudget for a single pod would only block draining the pod's node.
  check: (graph) =>
    graph
      .byType(deployment)
      .filter((candidate) =>
        allOf(
          () =>
            anyOf(
              () => (candidate.props.spec?.replicas ?? 1) > 1,
              () => isNotEmpty(autoscalersOf(graph, candidate)),
            ),
          () => !isNotEmpty(budgetsOf(graph, candidate)),
        ),
      )
      .map((resource) => ({ resource, message: "no PodDisruptionBudget covers the Deployment" })),
  examples: {
    pass: [
      examplePlan({
        web: [deployment, { spec: withLabels(web) }],
        budget: [budget, { spec: { maxUnavailable: 1, selector: { matchLabels: web } } }],
      }),
      examplePlan({
        api: [deployment, { spec: withLabels(api) }],
        budget: [budget, { spec: { maxUnavailable: 1, selector: { matchLabels: api } } }],
      }),
      examplePlan({
        shop: ["kubernetes:core/v1:Namespace", {}],
        web: [deployment, { metadata: { namespace: exampleId("shop") }, spec: withLabels(web) }],
        budget: [budget, { metadata: { namespace: exampleId("shop") }, spec: { selector: {} } }],
      }),
      examplePlan({ web: [deployment, { spec: { ...withLabels(web), replicas: 1 } }] }),
    ],
    fail: [
      examplePlan({ web: [deployment, { spec: withLabels(web) }] }),
      examplePlan({
        web: [deployment, { spec: withLabels(web) }],
        budget: [budget, { spec: { maxUnavailable: 1, selector: { matchLabels: api } } }],
      }),
      examplePlan({
        web: [deployment, { metadata: { namespace: "shop" }, spec: withLabels(web) }],
        budget: [budget, { metadata: { namespace: "office" }, spec: { selector: { matchLabels: web } } }],
      }),
    ],
  },
});
