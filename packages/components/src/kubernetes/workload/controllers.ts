import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ChildOptions, KubernetesChildren } from "../shared/kubernetes-children";
import {
  FIXED_PROPERTIES,
  FIXED_PROPERTIES_ANNOTATION,
  fixedProperties,
  fixedPropertiesHook,
} from "./fixed-properties";
import { rollingStrategy } from "./replicas";
import { workloadSelector } from "./selector";
import { claimSpec } from "./volumes";
import { CONTROLLER_CHILDREN } from "./workload-children";
import type { WorkloadPlan } from "./workload-plan";

/** The object that manages the pods of a workload. */
export type WorkloadController =
  | kubernetes.apps.v1.Deployment
  | kubernetes.apps.v1.StatefulSet
  | kubernetes.apps.v1.DaemonSet
  | kubernetes.batch.v1.Job
  | kubernetes.batch.v1.CronJob;

/** What a controller needs in addition to the plan. */
export interface ControllerContext {
  readonly children: KubernetesChildren;
  readonly plan: WorkloadPlan;
  /** The name of the component. */
  readonly component: string;
  readonly namespaceName: pulumi.Input<string>;
  readonly template: kubernetes.types.input.core.v1.PodTemplateSpec;
  /** Resources that must exist before the pods. */
  readonly dependencies: readonly pulumi.Resource[];
  /** Whether Pulumi protects a controller with persistent volumes. */
  readonly protect: boolean;
  /** The name of the Service that gives the pods of a StatefulSet their DNS names. */
  readonly headlessService: pulumi.Input<string> | undefined;
}

/** Creates the object that manages the pods. */
export function createController(context: ControllerContext): WorkloadController {
  switch (context.plan.kind) {
    case "Deployment":
      return createDeployment(context);
    case "StatefulSet":
      return createStatefulSet(context);
    case "DaemonSet":
      return createDaemonSet(context);
    case "Job":
      return createJob(context);
    case "CronJob":
      return createCronJob(context);
  }
}

/** Returns the name of the child, its metadata, and its options. */
function common({ children, plan, namespaceName, dependencies }: ControllerContext) {
  const child = CONTROLLER_CHILDREN[plan.kind];
  const { timeoutSeconds } = plan.replicas.rollout;
  const timeout = `${timeoutSeconds}s`;
  const isScaled = plan.replicas.scaling !== undefined;
  return {
    name: children.name(child),
    metadata: children.metadata({ name: plan.workloadName, namespace: namespaceName }),
    options: (options: ChildOptions = {}) => {
      const ignored = [...(isScaled ? ["spec.replicas"] : []), ...(options.ignoreChanges ?? [])];
      return children.options(child, {
        dependsOn: dependencies,
        customTimeouts: { create: timeout, update: timeout },
        // The autoscaler owns the number of pods. `replicas` is set nevertheless: without it, a Deployment that had replicas before
        // would shrink to one pod until the autoscaler reacts.
        ...options,
        ...(ignored.length > 0 && { ignoreChanges: ignored }),
      });
    },
  };
}

const matchLabels = ({ workloadName }: WorkloadPlan) => ({ ...workloadSelector(workloadName) });

/** Returns the number of seconds for which a pod must be ready. The API server does not store 0. */
const minReadySeconds = ({ replicas: { rollout } }: WorkloadPlan) =>
  rollout.minReadySeconds > 0 ? { minReadySeconds: rollout.minReadySeconds } : {};

function createDeployment(context: ControllerContext): kubernetes.apps.v1.Deployment {
  const { plan, template } = context;
  const { replicas, rollout } = plan.replicas;
  const { name, metadata, options } = common(context);
  const spec = {
    replicas,
    selector: { matchLabels: matchLabels(plan) },
    strategy: rollingStrategy(rollout),
    progressDeadlineSeconds: rollout.timeoutSeconds,
    ...minReadySeconds(plan),
    template,
  };
  return new kubernetes.apps.v1.Deployment(name, { metadata, spec }, options());
}

const CLAIM_KIND = { apiVersion: "v1", kind: "PersistentVolumeClaim" } as const;

function createStatefulSet(context: ControllerContext): kubernetes.apps.v1.StatefulSet {
  const { plan, template, headlessService, protect, children, component, namespaceName } = context;
  const { replicas, rollout } = plan.replicas;
  const { ordered, deleteVolumes, deleteVolumesOnScaleDown } = plan.statefulSet;
  const { name, options } = common(context);
  const annotations = { [FIXED_PROPERTIES_ANNOTATION]: fixedProperties(plan) };
  const metadata = children.metadata({ name: plan.workloadName, namespace: namespaceName, annotations });
  // The templates have no labels, because a changed label would replace the StatefulSet.
  const volumeClaimTemplates = plan.volumes.flatMap(({ name: volume, source }) =>
    source.kind === "claim" ? [{ ...CLAIM_KIND, metadata: { name: volume }, spec: claimSpec(source.claim) }] : [],
  );
  const retention = (isDeleted: boolean) => (isDeleted ? "Delete" : "Retain");
  const spec = {
    replicas,
    selector: { matchLabels: matchLabels(plan) },
    serviceName: headlessService ?? "",
    podManagementPolicy: ordered ? "OrderedReady" : "Parallel",
    updateStrategy: rollout.type === "OnDelete" ? { type: rollout.type } : { type: "RollingUpdate" },
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: retention(deleteVolumes),
      whenScaled: retention(deleteVolumesOnScaleDown),
    },
    ...minReadySeconds(plan),
    template,
    ...(volumeClaimTemplates.length > 0 && { volumeClaimTemplates }),
  };
  const hasVolumes = volumeClaimTemplates.length > 0;
  const guard = fixedPropertiesHook(plan, name, component);
  return new kubernetes.apps.v1.StatefulSet(
    name,
    { metadata, spec },
    options({
      ...(hasVolumes && { protect }),
      ignoreChanges: FIXED_PROPERTIES,
      hooks: { beforeUpdate: [guard] },
    }),
  );
}

function createDaemonSet(context: ControllerContext): kubernetes.apps.v1.DaemonSet {
  const { plan, template } = context;
  const { name, metadata, options } = common(context);
  const spec = {
    selector: { matchLabels: matchLabels(plan) },
    updateStrategy: rollingStrategy(plan.replicas.rollout),
    ...minReadySeconds(plan),
    template,
  };
  return new kubernetes.apps.v1.DaemonSet(name, { metadata, spec }, options());
}

/** The properties that the API server does not change, but for which the provider does not plan a replacement. */
const IMMUTABLE_JOB_PROPERTIES = ["spec.completionMode", "spec.podFailurePolicy"];

function createJob(context: ControllerContext): kubernetes.batch.v1.Job {
  const { plan, template, children, namespaceName } = context;
  const { name, options } = common(context);
  const metadata = children.metadata({
    // Without a fixed name, Pulumi creates the new Job before it deletes the old one.
    namespace: namespaceName,
    // The provider replaces a failed Job in the next deployment, instead of leaving it as it is.
    annotations: { "pulumi.com/replaceUnready": "true" },
  });
  return new kubernetes.batch.v1.Job(
    name,
    { metadata, spec: { ...plan.job, template } },
    options({ replaceOnChanges: IMMUTABLE_JOB_PROPERTIES }),
  );
}

function createCronJob(context: ControllerContext): kubernetes.batch.v1.CronJob {
  const { plan, template } = context;
  const { name, metadata, options } = common(context);
  const jobTemplate = { metadata: { labels: metadata.labels }, spec: { ...plan.job, template } };
  return new kubernetes.batch.v1.CronJob(
    name,
    { metadata, spec: { schedule: "", ...plan.schedule, jobTemplate } },
    options(),
  );
}
