import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, oneOf, plainObject } from "../../shared/checks";
import { kubernetesLabelKey, kubernetesLabelValue } from "../../shared/kubernetes-labels";

/** The labels of nodes, by key. */
export type EksNodeLabels = Readonly<Record<string, pulumi.Input<string>>>;

/** What happens to pods that do not tolerate a taint. */
export type EksTaintEffect = "NoSchedule" | "PreferNoSchedule" | "NoExecute";

/** A taint of nodes: pods run on the nodes only if they tolerate it. */
export interface EksTaint {
  /** The key: `dedicated`, `example.com/gpu`. */
  readonly key: string;
  /**
   * The value.
   *
   * @default no value
   */
  readonly value?: string;
  /** What happens to pods that do not tolerate the taint. */
  readonly effect: EksTaintEffect;
}

const EFFECTS: Readonly<Record<EksTaintEffect, true>> = { NoSchedule: true, PreferNoSchedule: true, NoExecute: true };

const TAINT_ARGUMENTS: Readonly<Record<keyof EksTaint, true>> = { key: true, value: true, effect: true };

/** The number of taints that EKS allows for a node group. */
const MAX_TAINTS = 50;

const labelObject = plainObject("an object of labels", 'Example: { team: "payments" }.');

/**
 * Checks `labels`, and returns them with checked inputs.
 *
 * @param checkKey - a check of keys that are well-formed
 */
export function checkLabels(
  issues: ArgumentIssues,
  labels: EksNodeLabels,
  checkKey: Check<string>,
  checkValue: Check<unknown> = kubernetesLabelValue,
): Record<string, pulumi.Input<string>> {
  if (!issues.check("labels", labels, labelObject)) return {};
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => {
      const path = `labels[${JSON.stringify(key)}]`;
      if (issues.check(path, key, kubernetesLabelKey)) issues.check(path, key, checkKey);
      return [key, issues.checkInput(path, value, checkValue)];
    }),
  );
}

/**
 * Checks an array of taints.
 *
 * @param checkKey - a check of keys that are well-formed
 */
export function checkTaints(
  issues: ArgumentIssues,
  path: string,
  taints: readonly EksTaint[],
  checkKey: Check<string> = () => undefined,
): void {
  const remedy = 'Example: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }].';
  if (!Array.isArray(taints)) {
    issues.add(path, taints, expected("wrong-type", "an array of taints", remedy));
    return;
  }
  if (taints.length > MAX_TAINTS) {
    const statement = `expected at most ${MAX_TAINTS} taints, got ${taints.length}`;
    issues.add(path, taints, { code: "out-of-range", statement });
  }
  const seen = new Set<string>();
  taints.forEach((taint: EksTaint, index) => {
    const taintPath = `${path}[${index}]`;
    if (!issues.checkNames(taintPath, taint, Object.keys(TAINT_ARGUMENTS))) return;
    if (issues.check(`${taintPath}.key`, taint.key, kubernetesLabelKey))
      issues.check(`${taintPath}.key`, taint.key, checkKey);
    if (taint.value !== undefined) issues.check(`${taintPath}.value`, taint.value, kubernetesLabelValue);
    issues.check(`${taintPath}.effect`, taint.effect, oneOf(Object.keys(EFFECTS)));
    const identity = `${taint.key} ${taint.effect}`;
    if (seen.has(identity)) {
      const statement = "another taint has the same key and effect";
      issues.add(taintPath, taint, { code: "duplicate", statement, remedy: "Remove one of them." });
    }
    seen.add(identity);
  });
}
