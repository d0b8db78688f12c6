import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule, type GraphResource } from "../../authoring/define-stack-rule";
import { defineView } from "../../authoring/define-view";
import { webhookConfigurations } from "../../views/webhooks";

type Deployment = GraphResource<"kubernetes:apps/v1:Deployment">;

const ignoresReplicas = ({ ignoreChanges }: Deployment) =>
  ignoreChanges.some((path) => ["*", "spec", "spec.replicas"].includes(path));

export const k8sReplicasOneOwner = defineStackRule({
  id: "k8s-replicas-one-owner",
  title: "Autoscaled Kubernetes Deployments do not manage replicas",
  severity: "medium",
  topic: "drift",
  types: ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"],
  why: "Every update resets the number of replicas that the autoscaler chose for the current load (pulumi/pulumi-kubernetes#2491, #3312).",
  remedy:
    'Remove replicas from the Deployment and set minReplicas on the autoscaler, or set the resource option ignoreChanges: ["spec.replicas"].',
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
          // This reads the name, because a name that is not known yet may be the one that an autoscaler refers to.
          () => deployment.props.metadata?.name === "",
        ),
      )
      .map((resource) => ({
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
  title: "Kubernetes webhook configurations get caBundle from the program or from cert-manager, not both",
  severity: "medium",
  topic: "drift",
  on: webhookConfigurations,
  why: "cert-manager replaces the CA bundle at each renewal, and the next update restores the previous CA bundle. The API server then no longer trusts the webhook and rejects the requests that the webhook validates or mutates.",
  remedy: "Remove caBundle from clientConfig, and keep the annotation cert-manager.io/inject-ca-from.",
  check: (configuration) =>
    allOf(
      () =>
        anyOf(
          () => "cert-manager.io/inject-ca-from" in (configuration.metadata?.annotations ?? {}),
          () => "cert-manager.io/inject-ca-from-secret" in (configuration.metadata?.annotations ?? {}),
        ),
      () => listOf(configuration.webhooks).some((webhook) => "caBundle" in (webhook.clientConfig ?? {})),
    ) && "cert-manager also sets caBundle",
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
  title: "Kubernetes providers specify a cluster",
  severity: "high",
  topic: "drift",
  on: "pulumi:providers:kubernetes",
  why: "Without a kubeconfig or context, the provider deploys to the current context of the environment, which can be another cluster.",
  remedy: "Pass a kubeconfig with new k8s.Provider(name, { kubeconfig }), and pass { provider } to the resources.",
  check: (props) =>
    allOf(
      () => !("kubeconfig" in props),
      () => !("context" in props),
    ) && "the cluster depends on the environment",
  examples: { pass: [{ kubeconfig: "apiVersion: v1" }, { context: "production" }], fail: [{}] },
});

const release = "kubernetes:helm.sh/v3:Release";
const chart = "kubernetes:helm.sh/v4:Chart";

/** Helm releases and charts. The inputs of `helm.sh/v3` charts do not include the chart. */
const charts = defineView<{ readonly chart?: string; readonly version?: string }>()({
  [release]: (props) => [props],
  [chart]: (props) => [props],
});

export const helmReleaseVersionSet = defineViewRule({
  id: "helm-release-version-set",
  title: "Helm releases and charts specify a chart version",
  severity: "medium",
  topic: "drift",
  on: charts,
  why: "Without a version, each update installs the latest chart, even if the program did not change.",
  remedy: 'Set version: "4.12.1".',
  // A chart in a folder or an archive has a fixed version.
  check: (props) => !("version" in props) && !/^[./]|\.tgz$/.test(props.chart ?? "") && "the chart version is not set",
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
