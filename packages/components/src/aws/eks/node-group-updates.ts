import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { booleanValue, integerBetween, matching, oneOf } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import type { EksNodeRepairArgs, EksNodeUpdateArgs } from "./eks-node-group-args";

const UPDATE_DEFAULTS: Required<EksNodeUpdateArgs> = { maxUnavailable: 1, strategy: "DEFAULT", force: false };
const REPAIR_DEFAULTS = { maxParallel: 1 } as const;

const UPDATE_ARGUMENTS: Readonly<Record<keyof EksNodeUpdateArgs, true>> = {
  maxUnavailable: true,
  strategy: true,
  force: true,
};
const REPAIR_ARGUMENTS: Readonly<Record<keyof EksNodeRepairArgs, true>> = { maxUnhealthy: true, maxParallel: true };
const STRATEGIES: Readonly<Record<Required<EksNodeUpdateArgs>["strategy"], true>> = { DEFAULT: true, MINIMAL: true };

const MAX_PARALLEL_NODES = 100;

const percentage = matching(
  /^(?:100|[1-9]\d?)%$/,
  'a number of nodes, or a percentage such as "25%"',
  "Use an integer from 1, or a percentage from 1% to 100%.",
);
const nodeCount: Check<unknown> = (nodes) =>
  typeof nodes === "number" ? integerBetween(1, MAX_PARALLEL_NODES)(nodes) : percentage(nodes);

/** Checks `update`, and returns it with its defaults. */
export function checkUpdate(issues: ArgumentIssues, update: EksNodeUpdateArgs): Required<EksNodeUpdateArgs> {
  if (!issues.checkNames("update", update, Object.keys(UPDATE_ARGUMENTS))) return UPDATE_DEFAULTS;
  const resolved = { ...UPDATE_DEFAULTS, ...definedProperties(update) };
  issues.check("update.maxUnavailable", resolved.maxUnavailable, nodeCount);
  issues.check("update.strategy", resolved.strategy, oneOf(Object.keys(STRATEGIES)));
  issues.check("update.force", resolved.force, booleanValue);
  return resolved;
}

/** Checks `repair`, and returns its limits, or `undefined` if EKS must not repair nodes. */
export function checkRepair(
  issues: ArgumentIssues,
  repair: boolean | EksNodeRepairArgs,
): EksNodeRepairArgs | undefined {
  if (typeof repair === "boolean") return repair ? REPAIR_DEFAULTS : undefined;
  if (!issues.checkNames("repair", repair, Object.keys(REPAIR_ARGUMENTS))) return undefined;
  const resolved = { ...REPAIR_DEFAULTS, ...definedProperties(repair) };
  for (const [name, nodes] of Object.entries(resolved)) issues.check(`repair.${name}`, nodes, nodeCount);
  return resolved;
}

const percentOf = (nodes: string): number => Number.parseInt(nodes, 10);

/** Returns `update` in the form of the EKS API. */
export const updateConfigOf = ({ maxUnavailable, strategy }: Required<EksNodeUpdateArgs>) => ({
  ...(typeof maxUnavailable === "number"
    ? { maxUnavailable }
    : { maxUnavailablePercentage: percentOf(maxUnavailable) }),
  updateStrategy: strategy,
});

/** Returns `repair` in the form of the EKS API. */
export function repairConfigOf(repair: EksNodeRepairArgs | undefined) {
  if (repair === undefined) return { enabled: false };
  const { maxUnhealthy, maxParallel } = repair;
  return {
    enabled: true,
    ...(typeof maxUnhealthy === "number" && { maxUnhealthyNodeThresholdCount: maxUnhealthy }),
    ...(typeof maxUnhealthy === "string" && { maxUnhealthyNodeThresholdPercentage: percentOf(maxUnhealthy) }),
    ...(typeof maxParallel === "number" && { maxParallelNodesRepairedCount: maxParallel }),
    ...(typeof maxParallel === "string" && { maxParallelNodesRepairedPercentage: percentOf(maxParallel) }),
  };
}

const SETUP_MINUTES = 30;
/** EKS waits up to 15 minutes until pods have left a node. The replacement of the node takes a few minutes. */
const MINUTES_PER_BATCH = 20;

/**
 * Returns how long Pulumi waits for an update.
 *
 * @remarks
 * EKS replaces nodes in batches, so a fixed time would end the wait while EKS still replaces nodes. EKS itself ends updates that
 * make no progress. A degraded node group makes none, but EKS does not end its creation.
 */
export function updateTimeout(maxNodes: number, { maxUnavailable }: Required<EksNodeUpdateArgs>): string {
  const batches =
    typeof maxUnavailable === "number"
      ? Math.ceil(maxNodes / maxUnavailable)
      : Math.min(maxNodes, Math.ceil(100 / percentOf(maxUnavailable)));
  return `${SETUP_MINUTES + batches * MINUTES_PER_BATCH}m`;
}
