import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { milliQuantity } from "../shared/quantity";
import type { WorkloadPlan } from "./workload-plan";

/**
 * The annotation with the properties of a StatefulSet that Kubernetes does not change. Pulumi ignores changes to these properties,
 * because it would delete the pods to replace the StatefulSet. The annotation changes instead, so that the hook runs.
 */
export const FIXED_PROPERTIES_ANNOTATION = "roadbed.dev/fixed-properties";

/** The properties of a StatefulSet that Kubernetes does not change. */
export const FIXED_PROPERTIES = ["spec.podManagementPolicy", "spec.volumeClaimTemplates"];

/** The part of a StatefulSet that Kubernetes does not change, except what follows from its name. */
interface StatefulSetInputs {
  readonly spec?: {
    readonly podManagementPolicy?: unknown;
    readonly volumeClaimTemplates?: readonly {
      readonly metadata?: { readonly name?: unknown };
      readonly spec?: {
        readonly accessModes?: readonly unknown[];
        readonly storageClassName?: unknown;
        readonly resources?: { readonly requests?: { readonly storage?: unknown } };
      };
    }[];
  };
}

/** What a workload has in common with its StatefulSet. */
type StatefulSetPlan = Pick<WorkloadPlan, "workloadName" | "volumes" | "statefulSet">;

interface FixedVolume {
  readonly size: unknown;
  readonly accessMode: unknown;
  readonly storageClassName: unknown;
}

const managementPolicy = ({ statefulSet }: StatefulSetPlan) => (statefulSet.ordered ? "OrderedReady" : "Parallel");

const plannedVolumes = ({ volumes }: StatefulSetPlan): Map<string, FixedVolume> =>
  new Map(volumes.flatMap(({ name, source }) => (source.kind === "claim" ? [[name, source.claim] as const] : [])));

/** Returns the value of the annotation. */
export function fixedProperties(plan: StatefulSetPlan): string {
  const volumes = [...plannedVolumes(plan)].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ podManagementPolicy: managementPolicy(plan), volumes: Object.fromEntries(volumes) });
}

/**
 * Returns a hook that rejects changes to fixed properties in the preview.
 *
 * @param child - the name of the child, which is unique in the stack
 * @param component - the name of the Workload component
 */
export function fixedPropertiesHook(plan: StatefulSetPlan, child: string, component: string): pulumi.ResourceHook {
  return new pulumi.ResourceHook(
    `${child}-fixed-properties`,
    ({ oldInputs }) => {
      requireFixedProperties(plan, component, oldInputs as StatefulSetInputs | undefined);
    },
    { onDryRun: true },
  );
}

/** @throws ArgumentsError if the plan differs from the StatefulSet in a fixed property */
export function requireFixedProperties(plan: StatefulSetPlan, component: string, before: StatefulSetInputs = {}): void {
  const { podManagementPolicy = "OrderedReady", volumeClaimTemplates = [] } = before.spec ?? {};
  const issues = new ArgumentIssues("Workload", component);
  const report = (path: string, statement: string, preparation = "") => {
    issues.add(path, undefined, { code: "not-allowed", statement, remedy: remedy(plan.workloadName, preparation) });
  };
  if (podManagementPolicy !== managementPolicy(plan)) {
    report("statefulSet.ordered", "Kubernetes cannot change how a StatefulSet starts its pods");
  }
  const existing = new Map(volumeClaimTemplates.map((claim) => [String(claim.metadata?.name), claimOf(claim)]));
  const planned = plannedVolumes(plan);
  for (const [name, claim] of planned) {
    const old = existing.get(name);
    if (old === undefined) report(`volumes.${name}`, "Kubernetes cannot add a volume to a StatefulSet");
    else reportChanges(name, old, claim, report);
  }
  for (const name of existing.keys()) {
    if (!planned.has(name)) report(`volumes.${name}`, "Kubernetes cannot remove a volume from a StatefulSet");
  }
  issues.throwIfAny();
}

type ClaimTemplate = NonNullable<NonNullable<StatefulSetInputs["spec"]>["volumeClaimTemplates"]>[number];

const claimOf = ({ spec = {} }: ClaimTemplate): FixedVolume => ({
  size: spec.resources?.requests?.storage,
  accessMode: spec.accessModes?.[0],
  storageClassName: spec.storageClassName,
});

function reportChanges(
  volume: string,
  old: FixedVolume,
  now: FixedVolume,
  report: (path: string, statement: string, preparation?: string) => void,
): void {
  const path = `volumes.${volume}.claim`;
  const change = (what: string, from: unknown, to: unknown) =>
    `Kubernetes cannot change the ${what} of a StatefulSet's volumes from ${describe(from)} to ${describe(to)}`;
  if (milliQuantity(old.size) !== milliQuantity(now.size)) {
    const statement = change("size", old.size, now.size);
    report(`${path}.size`, statement, "Enlarge the PersistentVolumeClaim of each pod. ");
  }
  if (old.accessMode !== now.accessMode) {
    report(`${path}.accessMode`, change("access mode", old.accessMode, now.accessMode));
  }
  if (old.storageClassName !== now.storageClassName) {
    const statement = change("storage class", old.storageClassName, now.storageClassName);
    report(`${path}.storageClassName`, statement);
  }
}

const describe = (value: unknown): string => (value === undefined ? "the default" : JSON.stringify(value));

const remedy = (workloadName: string, preparation: string): string =>
  `${preparation}To keep the pods and volumes, run "kubectl delete statefulset ${workloadName} --cascade=orphan" in the namespace, and then "pulumi up --refresh".`;
