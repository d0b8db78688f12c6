import { examplePlan, idOf } from "../../authoring/example-plan";
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
  title: "Pods that keep running tell when they are ready",
  severity: "low",
  topic: "reliability",
  on: longRunningPods,
  // https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
  why: "A container without a probe counts as ready at once: a version that cannot start replaces all that work, and traffic reaches programs that are not up yet.",
  remedy: "Set readinessProbe: { httpGet: { path, port } } on the container that does the work, or readinessGates.",
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
    ) && "nothing tells when the pod is ready",
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
  title: "Deployments run more than one pod",
  severity: "low",
  topic: "reliability",
  types: [deployment],
  // https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
  why: "The program is away whenever the node of its only pod is drained, upgraded or fails.",
  remedy: 'Set replicas: 2, or more; where two may not run side by side, say so with strategy: { type: "Recreate" }.',
  // Left out, it is 1. None is switched off on purpose.
  check: (graph) =>
    graph
      .byType(deployment)
      .filter((one) =>
        allOf(
          () => (one.props.spec?.replicas ?? 1) === 1,
          () => one.props.spec?.strategy?.type !== "Recreate",
          () => !isNotEmpty(autoscalersOf(graph, one)),
        ),
      )
      .map((resource) => ({ resource, at: "spec.replicas", message: "there is one pod only" })),
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

const labelled = (labels: Readonly<Record<string, string>>) => ({ replicas: 3, template: { metadata: { labels } } });
const [web, api] = [{ app: "web" }, { app: "api" }];

export const deploymentDisruptionBudget = defineStackRule({
  id: "deployment-disruption-budget",
  title: "Deployments say how many of their pods may be away at once",
  severity: "low",
  topic: "reliability",
  types: [deployment],
  // https://kubernetes.io/docs/tasks/run-application/configure-pdb/
  why: "When nodes are drained for an upgrade, all pods may be stopped at the same moment.",
  remedy:
    "Add a kubernetes.policy.v1.PodDisruptionBudget with maxUnavailable: 1 and the selector of the Deployment, in its namespace.",
  // A budget for a single pod would only keep its node from being drained.
  check: (graph) =>
    graph
      .byType(deployment)
      .filter((one) =>
        allOf(
          () =>
            anyOf(
              () => (one.props.spec?.replicas ?? 1) > 1,
              () => isNotEmpty(autoscalersOf(graph, one)),
            ),
          () => !isNotEmpty(budgetsOf(graph, one)),
        ),
      )
      .map((resource) => ({ resource, message: "a drain may stop all pods at the same moment" })),
  examples: {
    pass: [
      examplePlan({
        web: [deployment, { spec: labelled(web) }],
        budget: [budget, { spec: { maxUnavailable: 1, selector: { matchLabels: web } } }],
      }),
      examplePlan({
        api: [deployment, { spec: labelled(api) }],
        budget: [budget, { spec: { maxUnavailable: 1, selector: { matchLabels: api } } }],
      }),
      examplePlan({
        shop: ["kubernetes:core/v1:Namespace", {}],
        web: [deployment, { metadata: { namespace: idOf("shop") }, spec: labelled(web) }],
        budget: [budget, { metadata: { namespace: idOf("shop") }, spec: { selector: {} } }],
      }),
      examplePlan({ web: [deployment, { spec: { ...labelled(web), replicas: 1 } }] }),
    ],
    fail: [
      examplePlan({ web: [deployment, { spec: labelled(web) }] }),
      examplePlan({
        web: [deployment, { spec: labelled(web) }],
        budget: [budget, { spec: { maxUnavailable: 1, selector: { matchLabels: api } } }],
      }),
      examplePlan({
        web: [deployment, { metadata: { namespace: "shop" }, spec: labelled(web) }],
        budget: [budget, { metadata: { namespace: "office" }, spec: { selector: { matchLabels: web } } }],
      }),
    ],
  },
});
