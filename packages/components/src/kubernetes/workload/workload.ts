import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { KubernetesChildren } from "../shared/kubernetes-children";
import { nameOf } from "../shared/object-name";
import { componentInputs } from "./component-inputs";
import { createdSecretValues } from "./containers";
import { createController, type ControllerContext, type WorkloadController } from "./controllers";
import { bindIdentity, type BoundIdentity } from "./identity";
import type { WorkloadLike } from "./network-args";
import { podTemplate } from "./pod-template";
import { createHttpRoute, createIngress } from "./routes";
import { workloadSelector } from "./selector";
import { WORKLOAD_DEFAULTS, type WorkloadArgs, type WorkloadDefaults } from "./workload-args";
import { WorkloadObjects, type WorkloadVolumeObject } from "./workload-objects";
import { planWorkload, type WorkloadPlan } from "./workload-plan";

/**
 * Containers that run on any Kubernetes cluster, as a Deployment, StatefulSet, DaemonSet, Job, or CronJob.
 *
 * @remarks
 * Creates the object that manages the pods, their service account and NetworkPolicy, and, where they apply, a Service, a
 * PodDisruptionBudget, a HorizontalPodAutoscaler, an Ingress or HTTPRoute, and ConfigMaps, Secrets, and volumes. The pods satisfy
 * the restricted Pod Security Standard.
 *
 * The objects are free. The pods and volumes use the capacity of the cluster.
 *
 * Persistent volumes are protected. To delete a workload that has some, set `protection: false`, deploy, and then remove the
 * component from the program. Kubernetes keeps the volumes of a StatefulSet unless `statefulSet.deleteVolumes` is `true`.
 *
 * Names of the children, for `adopt` and `transforms`: `deployment`, `stateful-set`, `daemon-set`, `job`, or `cron-job`,
 * `service-account`, `network-policy`, `service`, and others. docs/kubernetes.md lists all of them.
 *
 * @example
 * const web = new Workload("web", {
 *   namespace: new Namespace("shop"),
 *   image: `ghcr.io/example/web@sha256:${"0".repeat(64)}`,
 *   resources: { memory: "256Mi" },
 *   ports: { http: 8080 },
 *   probes: { readiness: { http: { path: "/ready" } } },
 *   ingress: { host: "shop.example.com", tlsSecretName: "shop-tls", className: "nginx" },
 * });
 * export const { url } = web;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Workload extends pulumi.ComponentResource implements WorkloadLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<WorkloadDefaults> = WORKLOAD_DEFAULTS;

  /** The name of the namespace. */
  readonly namespaceName: pulumi.Output<string>;
  /** The name of the objects in Kubernetes, which does not depend on other resources. */
  readonly workloadName: string;
  /** The name of the service account, which does not depend on other resources. */
  readonly serviceAccountName: string;
  /** The host name of the Service in the cluster; `undefined` for a workload without ports. */
  readonly serviceHost: pulumi.Output<string> | undefined;
  /** The URL of the Ingress or the HTTPRoute; `undefined` without one. */
  readonly url: pulumi.Output<string> | undefined;
  /** The labels that select the pods. */
  readonly podSelector: Readonly<Record<string, string>>;
  /** The ports by name. */
  readonly ports: WorkloadLike["ports"];

  /** The object that manages the pods. */
  readonly controller: WorkloadController;
  /** The service account of the pods. */
  readonly serviceAccount: kubernetes.core.v1.ServiceAccount;
  /** The NetworkPolicy of the pods. */
  readonly networkPolicy: kubernetes.networking.v1.NetworkPolicy;
  /** The Service for the ports; `undefined` for a workload without ports. */
  readonly service: kubernetes.core.v1.Service | undefined;
  /** The Service that gives each pod of a StatefulSet its DNS name; `undefined` for other kinds. */
  readonly headlessService: kubernetes.core.v1.Service | undefined;
  /** The objects with the content of volumes, by volume. */
  readonly volumeObjects: Readonly<Record<string, WorkloadVolumeObject>>;
  /** The Secret with environment variables; `undefined` without any. */
  readonly environmentSecret: kubernetes.core.v1.Secret | undefined;
  /** The autoscaler; `undefined` without `scaling`. */
  readonly autoscaler: kubernetes.autoscaling.v2.HorizontalPodAutoscaler | undefined;
  /** The limit for evictions; `undefined` for workloads with one pod. */
  readonly disruptionBudget: kubernetes.policy.v1.PodDisruptionBudget | undefined;
  /** The Ingress; `undefined` without `ingress`. */
  readonly ingress: kubernetes.networking.v1.Ingress | undefined;
  /** The HTTPRoute; `undefined` without `httpRoute`. */
  readonly httpRoute: kubernetes.apiextensions.CustomResource | undefined;

  constructor(name: string, args: WorkloadArgs, options?: pulumi.ComponentResourceOptions) {
    const plan = planWorkload(name, args);

    super("roadbed:kubernetes:Workload", name, componentInputs(args), options);
    const { namespaceName, namespaceDependencies } = plan.namespace;
    const labels = { ...plan.labels, ...workloadSelector(plan.workloadName) };
    const children = new KubernetesChildren(this, name, plan.settings, labels, namespaceDependencies);
    const objects = new WorkloadObjects(children, plan, name);
    const protect = isProtected(plan.settings, options);

    this.workloadName = plan.workloadName;
    this.serviceAccountName = plan.workloadName;
    this.podSelector = workloadSelector(plan.workloadName);
    this.ports = plan.ports;
    const { serviceAccountName } = this;
    const identity = bindIdentity(plan.identity, { name, parent: this, namespaceName, serviceAccountName });
    this.serviceAccount = objects.serviceAccount(identity);
    this.networkPolicy = objects.networkPolicy();
    this.volumeObjects = objects.volumeObjects(protect);
    const secrets = createdSecretValues(plan.containers);
    this.environmentSecret = Object.keys(secrets).length > 0 ? objects.secret("environment", secrets) : undefined;
    this.service = Object.keys(plan.ports).length > 0 ? objects.service() : undefined;
    this.headlessService = plan.kind === "StatefulSet" ? objects.headlessService() : undefined;
    this.controller = this.createController(children, plan, { component: name, identity, protect });
    const { scaling, maxDisruptedPods } = plan.replicas;
    this.autoscaler = scaling && objects.autoscaler(scaling, nameOf(this.controller, plan.workloadName));
    this.disruptionBudget = maxDisruptedPods === undefined ? undefined : objects.disruptionBudget(maxDisruptedPods);
    const { ingress, httpRoute } = this.createRoutes(children, plan);
    this.ingress = ingress;
    this.httpRoute = httpRoute;

    this.namespaceName = pulumi.output(namespaceName);
    this.serviceHost = this.service && pulumi.interpolate`${plan.workloadName}.${this.namespaceName}.svc`;
    this.url = urlOf(plan);
    this.registerOutputs({
      namespaceName: this.namespaceName,
      workloadName: this.workloadName,
      serviceAccountName: this.serviceAccountName,
      serviceHost: this.serviceHost,
      url: this.url,
    });
  }

  private createController(
    children: KubernetesChildren,
    plan: WorkloadPlan,
    { identity, ...context }: Pick<ControllerContext, "component" | "protect"> & { readonly identity: BoundIdentity },
  ): WorkloadController {
    const volumes = Object.entries(this.volumeObjects).map(([name, object]) => [name, object.metadata.name] as const);
    const template = podTemplate(plan, {
      volumes: Object.fromEntries(volumes),
      environmentSecret: this.environmentSecret?.metadata.name,
      serviceAccount: nameOf(this.serviceAccount, plan.workloadName),
      identityLabels: identity.podLabels,
    });
    return createController({
      ...{ children, plan, template, ...context },
      namespaceName: plan.namespace.namespaceName,
      // The policy must exist before the pods, so that it applies to their first connections.
      dependencies: [this.networkPolicy, ...identity.dependencies],
      headlessService: this.headlessService?.metadata.name,
    });
  }

  private createRoutes(
    children: KubernetesChildren,
    { ingress, httpRoute, ports, namespace, workloadName }: WorkloadPlan,
  ) {
    if (this.service === undefined) return { ingress: undefined, httpRoute: undefined };
    const target = { name: workloadName, namespaceName: namespace.namespaceName, ports };
    return {
      ingress: ingress && createIngress(children, target, ingress, this.service),
      httpRoute: httpRoute && createHttpRoute(children, target, httpRoute, this.service),
    };
  }
}

function urlOf({ ingress, httpRoute }: WorkloadPlan): pulumi.Output<string> | undefined {
  const [host, path] = ingress ? [ingress.host, ingress.path] : [httpRoute?.hosts[0], httpRoute?.path];
  return host === undefined ? undefined : pulumi.interpolate`https://${host}${path === "/" ? "" : path}`;
}
