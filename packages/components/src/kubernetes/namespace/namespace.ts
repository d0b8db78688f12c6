import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { KubernetesChildren } from "../shared/kubernetes-children";
import { nameOf } from "../shared/object-name";
import { DNS_EGRESS_RULE } from "./dns-egress-rule";
import { NAMESPACE_DEFAULTS, type NamespaceArgs, type NamespaceDefaults } from "./namespace-args";
import { checkNamespaceArgs, POD_SECURITY_LABELS, type NamespaceSettings } from "./namespace-checks";
import type { NamespaceLike } from "./namespace-like";

/**
 * A Kubernetes namespace that enforces the restricted Pod Security Standard and rejects incoming connections by default.
 *
 * @remarks
 * Creates the namespace, its NetworkPolicies, and optionally a ResourceQuota and a LimitRange, and prevents pods that use the
 * service account `default` from receiving credentials for the Kubernetes API.
 *
 * A NetworkPolicy has an effect only if the cluster's network plugin enforces it. EKS does not by default.
 *
 * A namespace is free.
 *
 * To delete the namespace, set `protection: false`, deploy, and then remove the component from the program. All objects in the
 * namespace are deleted with it.
 *
 * Names of the children, for `adopt` and `transforms`: `namespace`, `deny-ingress`, `dns-egress`, `quota`, `limits`, and
 * `default-account`.
 *
 * @example
 * const shop = new Namespace("shop", { egress: "dnsOnly", quota: { pods: 100, "requests.memory": "64Gi" } });
 * export const { namespaceName } = shop;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Namespace extends pulumi.ComponentResource implements NamespaceLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<NamespaceDefaults> = NAMESPACE_DEFAULTS;

  /** The name of the namespace. */
  readonly namespaceName: pulumi.Output<string>;
  /** The children that must exist before other objects in the namespace. */
  readonly namespaceDependencies: readonly pulumi.Resource[];

  /** The namespace. */
  readonly namespace: kubernetes.core.v1.Namespace;
  /** The NetworkPolicy that denies incoming connections; `undefined` if `denyIngress` is `false`. */
  readonly denyIngressPolicy: kubernetes.networking.v1.NetworkPolicy | undefined;
  /** The NetworkPolicy that allows only outgoing DNS queries; `undefined` if `egress` is `"open"`. */
  readonly dnsEgressPolicy: kubernetes.networking.v1.NetworkPolicy | undefined;
  /** The quota; `undefined` without `quota`. */
  readonly resourceQuota: kubernetes.core.v1.ResourceQuota | undefined;
  /** The limits of containers; `undefined` without `containerLimits`. */
  readonly limitRange: kubernetes.core.v1.LimitRange | undefined;
  /** The change to the service account `default`; `undefined` if `mountDefaultToken` is `true`. */
  readonly defaultServiceAccount: kubernetes.core.v1.ServiceAccountPatch | undefined;

  constructor(name: string, args: NamespaceArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkNamespaceArgs(name, args);

    super("roadbed:kubernetes:Namespace", name, args, options);
    const children = new KubernetesChildren(this, name, settings, settings.labels);
    this.namespace = this.createNamespace(children, settings, options);
    this.namespaceName = nameOf(this.namespace, settings.namespaceName);
    this.denyIngressPolicy = settings.denyIngress ? this.createPolicy(children, "deny-ingress", "Ingress") : undefined;
    this.dnsEgressPolicy =
      settings.egress === "dnsOnly"
        ? this.createPolicy(children, "dns-egress", "Egress", [DNS_EGRESS_RULE])
        : undefined;
    this.resourceQuota = settings.hardQuota && this.createQuota(children, settings.hardQuota);
    this.limitRange = settings.limits && this.createLimits(children, settings.limits);
    this.defaultServiceAccount = settings.mountDefaultToken ? undefined : this.patchDefaultAccount(children);
    this.namespaceDependencies = [
      this.namespace,
      this.denyIngressPolicy,
      this.dnsEgressPolicy,
      this.resourceQuota,
      this.limitRange,
    ].filter((resource) => resource !== undefined);

    this.registerOutputs({ namespaceName: this.namespaceName });
  }

  private createNamespace(
    children: KubernetesChildren,
    { namespaceName: name, podSecurityLevel, podSecurityVersion, annotations, protection }: NamespaceSettings,
    options?: pulumi.ComponentResourceOptions,
  ): kubernetes.core.v1.Namespace {
    const levels = POD_SECURITY_LABELS.map((key) => {
      if (key.endsWith("-version")) return [key, podSecurityVersion];
      return [key, key.endsWith("/enforce") ? podSecurityLevel : "restricted"];
    });
    const labels = Object.fromEntries(levels) as Record<string, string>;
    return new kubernetes.core.v1.Namespace(
      children.name("namespace"),
      { metadata: children.metadata({ name, labels, annotations }) },
      children.options("namespace", { protect: isProtected({ protection }, options) }),
    );
  }

  private createPolicy(
    children: KubernetesChildren,
    child: string,
    policyType: "Ingress" | "Egress",
    egress?: kubernetes.types.input.networking.v1.NetworkPolicyEgressRule[],
  ): kubernetes.networking.v1.NetworkPolicy {
    return new kubernetes.networking.v1.NetworkPolicy(
      children.name(child),
      {
        metadata: children.metadata({ name: child, namespace: this.namespaceName }),
        spec: { podSelector: {}, policyTypes: [policyType], ...(egress && { egress }) },
      },
      children.options(child),
    );
  }

  private createQuota(
    children: KubernetesChildren,
    hard: Readonly<Record<string, string>>,
  ): kubernetes.core.v1.ResourceQuota {
    return new kubernetes.core.v1.ResourceQuota(
      children.name("quota"),
      { metadata: children.metadata({ name: "quota", namespace: this.namespaceName }), spec: { hard } },
      children.options("quota"),
    );
  }

  private createLimits(
    children: KubernetesChildren,
    limits: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): kubernetes.core.v1.LimitRange {
    return new kubernetes.core.v1.LimitRange(
      children.name("limits"),
      {
        metadata: children.metadata({ name: "limits", namespace: this.namespaceName }),
        spec: { limits: [{ type: "Container", ...limits }] },
      },
      children.options("limits"),
    );
  }

  /** The control plane creates the account, so another resource type could fail because the account already exists. */
  private patchDefaultAccount(children: KubernetesChildren): kubernetes.core.v1.ServiceAccountPatch {
    return new kubernetes.core.v1.ServiceAccountPatch(
      children.name("default-account"),
      { metadata: { name: "default", namespace: this.namespaceName }, automountServiceAccountToken: false },
      children.options("default-account"),
    );
  }
}
