import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { KubernetesChildren } from "../shared/kubernetes-children";
import { claimSizeHook } from "./claim-size";
import type { BoundIdentity } from "./identity";
import { networkPolicySpec } from "./network-policy";
import { servicePorts } from "./ports";
import { autoscalerSpec, type ScalingPlan } from "./replicas";
import { SKIP_AWAIT } from "./routes";
import { workloadSelector } from "./selector";
import { claimSpec, type VolumePlan } from "./volumes";
import { volumeChild } from "./workload-children";
import type { WorkloadPlan } from "./workload-plan";

/** The object that holds the content of a volume. */
export type WorkloadVolumeObject =
  | kubernetes.core.v1.ConfigMap
  | kubernetes.core.v1.Secret
  | kubernetes.core.v1.PersistentVolumeClaim;

/** Creates the objects around the pods of a workload. */
export class WorkloadObjects {
  private readonly children: KubernetesChildren;
  private readonly plan: WorkloadPlan;
  private readonly namespace: pulumi.Input<string>;
  private readonly component: string;

  /**
   * @param component - the name of the component
   */
  constructor(children: KubernetesChildren, plan: WorkloadPlan, component: string) {
    this.children = children;
    this.plan = plan;
    this.namespace = plan.namespace.namespaceName;
    this.component = component;
  }

  /** Creates the service account of the pods. */
  serviceAccount({ annotations }: BoundIdentity): kubernetes.core.v1.ServiceAccount {
    const { mountToken } = this.plan.identity;
    return new kubernetes.core.v1.ServiceAccount(
      this.children.name("service-account"),
      { metadata: { ...this.metadata(), ...withAnnotations(annotations) }, automountServiceAccountToken: mountToken },
      this.children.options("service-account"),
    );
  }

  /** Creates the objects with the content of volumes, by volume. */
  volumeObjects(protect: boolean): Record<string, WorkloadVolumeObject> {
    const entries = this.plan.volumes.flatMap((volume) => {
      const object = this.volumeObject(volume, protect);
      return object === undefined ? [] : [[volume.name, object] as const];
    });
    return Object.fromEntries(entries);
  }

  private volumeObject({ name, source }: VolumePlan, protect: boolean): WorkloadVolumeObject | undefined {
    const child = volumeChild(name);
    if (source.kind === "secretFiles") return this.secret(child, source.files);
    if (source.kind === "configFiles") {
      return new kubernetes.core.v1.ConfigMap(
        this.children.name(child),
        { metadata: this.generatedMetadata(), data: { ...source.files }, immutable: true },
        this.children.options(child),
      );
    }
    if (source.kind !== "claim" || this.plan.kind === "StatefulSet") return undefined;
    const hook = claimSizeHook({ workload: this.component, volume: name, child: this.children.name(child) });
    // Many storage classes create the volume only when a pod uses it, so waiting for the volume would never end.
    const annotations = { ...SKIP_AWAIT };
    const metadata = this.children.metadata({
      ...{ name: `${this.plan.workloadName}-${name}`, namespace: this.namespace, annotations },
    });
    return new kubernetes.core.v1.PersistentVolumeClaim(
      this.children.name(child),
      { metadata, spec: claimSpec(source.claim) },
      this.children.options(child, { protect, hooks: { beforeUpdate: [hook] } }),
    );
  }

  /** Creates an immutable Secret. */
  secret(child: string, values: Readonly<Record<string, pulumi.Input<string>>>): kubernetes.core.v1.Secret {
    const data = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        pulumi.secret(value).apply((text) => Buffer.from(text, "utf8").toString("base64")),
      ]),
    );
    return new kubernetes.core.v1.Secret(
      this.children.name(child),
      { metadata: this.generatedMetadata(), type: "Opaque", data, immutable: true },
      this.children.options(child),
    );
  }

  /** Creates the Service for the ports. */
  service(): kubernetes.core.v1.Service {
    // The Deployment waits for ready pods. Waiting for endpoints as well would never end if there are no pods.
    const annotations = { ...SKIP_AWAIT };
    return new kubernetes.core.v1.Service(
      this.children.name("service"),
      {
        metadata: { ...this.metadata(), ...withAnnotations(annotations) },
        spec: { type: "ClusterIP", selector: this.selector(), ports: servicePorts(this.plan.ports) },
      },
      this.children.options("service"),
    );
  }

  /** Creates the Service that gives each pod of a StatefulSet its DNS name, also before the pod is ready. */
  headlessService(): kubernetes.core.v1.Service {
    const ports = servicePorts(this.plan.ports);
    return new kubernetes.core.v1.Service(
      this.children.name("headless-service"),
      {
        metadata: this.children.metadata({
          ...{ name: `${this.plan.workloadName}-headless`, namespace: this.namespace, annotations: { ...SKIP_AWAIT } },
        }),
        spec: {
          type: "ClusterIP",
          clusterIP: "None",
          publishNotReadyAddresses: true,
          selector: this.selector(),
          ...(ports.length > 0 && { ports }),
        },
      },
      this.children.options("headless-service"),
    );
  }

  /** Creates the NetworkPolicy of the pods. */
  networkPolicy(): kubernetes.networking.v1.NetworkPolicy {
    const { ports, network } = this.plan;
    return new kubernetes.networking.v1.NetworkPolicy(
      this.children.name("network-policy"),
      { metadata: this.metadata(), spec: networkPolicySpec(this.selector(), ports, network) },
      this.children.options("network-policy"),
    );
  }

  /** Creates the budget that limits how many pods can be evicted at the same time. */
  disruptionBudget(maxUnavailable: number | string): kubernetes.policy.v1.PodDisruptionBudget {
    return new kubernetes.policy.v1.PodDisruptionBudget(
      this.children.name("disruption-budget"),
      {
        metadata: this.metadata(),
        spec: {
          maxUnavailable,
          selector: { matchLabels: this.selector() },
          // Otherwise, a pod that never becomes ready would block its node.
          unhealthyPodEvictionPolicy: "AlwaysAllow",
        },
      },
      this.children.options("disruption-budget"),
    );
  }

  /** Creates the autoscaler. */
  autoscaler(scaling: ScalingPlan, name: pulumi.Input<string>): kubernetes.autoscaling.v2.HorizontalPodAutoscaler {
    const scaleTargetRef = { apiVersion: "apps/v1", kind: this.plan.kind, name };
    // The provider would wait until the autoscaler has read metrics, which takes several minutes after the pods have started.
    const metadata = { ...this.metadata(), ...withAnnotations({ ...SKIP_AWAIT }) };
    return new kubernetes.autoscaling.v2.HorizontalPodAutoscaler(
      this.children.name("autoscaler"),
      { metadata, spec: { scaleTargetRef, ...autoscalerSpec(scaling) } },
      this.children.options("autoscaler"),
    );
  }

  private selector(): Record<string, string> {
    return { ...workloadSelector(this.plan.workloadName) };
  }

  private metadata() {
    return this.children.metadata({ name: this.plan.workloadName, namespace: this.namespace });
  }

  /** Returns metadata without a name, so that Pulumi creates a new object before it deletes the old one. */
  private generatedMetadata() {
    return this.children.metadata({ namespace: this.namespace });
  }
}

const withAnnotations = (annotations: Record<string, pulumi.Input<string>>) =>
  Object.keys(annotations).length > 0 ? { annotations } : {};
