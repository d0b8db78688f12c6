import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { webhookConfigurations } from "../../views/webhooks";

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
  remedy: "Pass { provider: new k8s.Provider(name, { kubeconfig }) } to the resources or their component.",
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
