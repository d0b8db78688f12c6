import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { examplePlan, idOf } from "../../authoring/example-plan";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule, type GraphResource } from "../../authoring/define-stack-rule";
import { defineView } from "../../authoring/define-view";
import { webhookConfigurations } from "../../views/webhooks";

type Deployment = GraphResource<"kubernetes:apps/v1:Deployment">;

const ignoresReplicas = ({ ignoreChanges }: Deployment) =>
  ignoreChanges.some((path) => ["*", "spec", "spec.replicas"].includes(path));

export const k8sReplicasOneOwner = defineStackRule({
  id: "k8s-replicas-one-owner",
  title: "The replicas of an autoscaled Deployment are the autoscaler's",
  severity: "medium",
  topic: "drift",
  types: ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"],
  why: "Every update puts the number of the program back, in the middle of the load that the autoscaler scaled for (pulumi/pulumi-kubernetes#2491, #3312).",
  remedy:
    'Drop replicas from the Deployment and set minReplicas of the autoscaler, or { ignoreChanges: ["spec.replicas"] }.',
  check: (graph) =>
    graph
      .byType("kubernetes:apps/v1:Deployment")
      .filter((deployment) => !ignoresReplicas(deployment) && "replicas" in (deployment.props.spec ?? {}))
      .filter((deployment) =>
        anyOf(
          () =>
            graph
              .referrers(deployment, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "spec.scaleTargetRef.name")
              .some((autoscaler) => autoscaler.props.spec?.scaleTargetRef?.kind === "Deployment"),
          // Read, since a name that is not known yet may be the one that an autoscaler spells out.
          () => deployment.props.metadata?.name === "",
        ),
      )
      .map((resource) => ({
        resource,
        at: "spec.replicas",
        message: "an autoscaler changes the replicas that are set here",
      })),
  examples: {
    pass: [
      examplePlan({
        web: ["kubernetes:apps/v1:Deployment", { spec: {} }],
        scaler: [
          "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
          { spec: { scaleTargetRef: { kind: "Deployment", name: idOf("web") } } },
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
    ],
    fail: [
      examplePlan({
        web: ["kubernetes:apps/v1:Deployment", { metadata: { name: "web" }, spec: { replicas: 3 } }],
        scaler: [
          "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
          { spec: { scaleTargetRef: { kind: "Deployment", name: "web" } } },
        ],
      }),
    ],
  },
});

export const k8sWebhookCaOneOwner = defineViewRule({
  id: "k8s-webhook-ca-one-owner",
  title: "The CA of a webhook is set by the program or by cert-manager, not by both",
  severity: "medium",
  topic: "drift",
  on: webhookConfigurations,
  why: "cert-manager replaces the CA at each renewal, and the next update puts the old one back: the API server then trusts the webhook no more, and rejects what it guards.",
  remedy: "Drop caBundle from clientConfig and leave it to the annotation cert-manager.io/inject-ca-from.",
  check: (configuration) =>
    allOf(
      () =>
        anyOf(
          () => "cert-manager.io/inject-ca-from" in (configuration.metadata?.annotations ?? {}),
          () => "cert-manager.io/inject-ca-from-secret" in (configuration.metadata?.annotations ?? {}),
        ),
      () => listOf(configuration.webhooks).some((webhook) => "caBundle" in (webhook.clientConfig ?? {})),
    ) && "cert-manager replaces the CA that is set here",
  examples: {
    pass: [
      [
        "kubernetes:admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration",
        {
          metadata: { annotations: { "cert-manager.io/inject-ca-from": "shop/web" } },
          webhooks: [{ clientConfig: {} }],
        },
      ],
      [
        "kubernetes:admissionregistration.k8s.io/v1:MutatingWebhookConfiguration",
        { webhooks: [{ clientConfig: { caBundle: "Q0E=" } }] },
      ],
    ],
    fail: [
      [
        "kubernetes:admissionregistration.k8s.io/v1:ValidatingWebhookConfiguration",
        {
          metadata: { annotations: { "cert-manager.io/inject-ca-from": "shop/web" } },
          webhooks: [{ clientConfig: { caBundle: "Q0E=" } }],
        },
      ],
    ],
  },
});

export const k8sProviderClusterSet = defineRule({
  id: "k8s-provider-cluster-set",
  title: "Kubernetes providers name their cluster",
  severity: "high",
  topic: "drift",
  on: "pulumi:providers:kubernetes",
  why: "A provider without a kubeconfig deploys to the current context of whoever runs it, which may be another cluster tomorrow.",
  remedy: "Pass one: new k8s.Provider(name, { kubeconfig }), and { provider } to the resources.",
  check: (props) =>
    allOf(
      () => !("kubeconfig" in props),
      () => !("context" in props),
    ) && "the provider takes the cluster from the machine it runs on",
  examples: { pass: [{ kubeconfig: "apiVersion: v1" }, { context: "production" }], fail: [{}] },
});

const release = "kubernetes:helm.sh/v3:Release";
const chart = "kubernetes:helm.sh/v4:Chart";

/** Charts of Helm. Those of its version 3 do not tell what they are made from. */
const charts = defineView<{ readonly chart?: string; readonly version?: string }>()({
  [release]: (props) => [props],
  [chart]: (props) => [props],
});

export const helmReleaseVersionSet = defineViewRule({
  id: "helm-release-version-set",
  title: "Helm releases name the version of their chart",
  severity: "medium",
  topic: "drift",
  on: charts,
  why: "Without a version each update installs whatever is the newest that day, though the program did not change.",
  remedy: 'Set version: "4.12.1".',
  // A chart in a folder or an archive is the version it is.
  check: (props) => !("version" in props) && !/^[./]|\.tgz$/.test(props.chart ?? "") && "the chart has no version",
  examples: {
    pass: [
      [release, { chart: "ingress-nginx", version: "4.12.1" }],
      [release, { chart: "./charts/web" }],
      [chart, { chart: "ingress-nginx", version: "4.12.1" }],
      [chart, { chart: "./charts/web" }],
    ],
    fail: [
      [release, { chart: "ingress-nginx" }],
      [chart, { chart: "oci://registry.example.com/charts/web" }],
    ],
  },
});
