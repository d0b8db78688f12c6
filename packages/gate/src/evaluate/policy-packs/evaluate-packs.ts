import type { PackReport } from "@roadbed/plan/pulumi";
import { failuresOf } from "../../failures/failure-of";
import { withPackNotes } from "../../preview/policy-pack-notes";
import type { PolicyPack } from "../../targets/policy-packs";
import { displayPath } from "../../terminal/display-path";
import { withCaveats, withFailure, type Compared } from "../stages";
import { settingsOfPack, unknownPolicyCaveats, validateConfiguration } from "./pack-configuration";
import { packFindings } from "./pack-findings";

/** Options for running policy packs. */
export interface PackOptions {
  readonly passEnvironment: readonly string[];
  readonly signal: AbortSignal;
  /** Returns whether a directory or file differs from the base. Returns false without a base. */
  readonly hasChanged: (directory: string) => Promise<boolean>;
}

/**
 * Also evaluates the plan with policy packs, each of which runs with its own SDK. A pack that fails is a failure of the
 * check; the findings of the rules are kept.
 */
export async function evaluatePacks(
  compared: Compared,
  packs: readonly PolicyPack[],
  { passEnvironment, signal, hasChanged }: PackOptions,
): Promise<Compared> {
  if (packs.length === 0) return compared;
  const { runPolicyPacks } = await import("@roadbed/plan/policy-packs");
  const caveats: string[] = [];
  try {
    const report = await runPolicyPacks(compared.plan, packs, {
      passEnvironment,
      signal,
      settingsFor: (loaded, local) => {
        const { configFile } = packs.find((pack) => pack === local) ?? {};
        const settings = settingsOfPack(loaded.name, configFile, compared.policies.packSettings);
        caveats.push(...unknownPolicyCaveats(loaded, settings));
        return settings;
      },
      validate: validateConfiguration,
    });
    return withCaveats(addReport(compared, report), [...caveats, ...(await changeCaveats(packs, hasChanged))]);
  } catch (error) {
    return failuresOf(error).reduce(withFailure, compared);
  }
}

/** Returns a caveat for each pack and configuration file that differs from the base. */
async function changeCaveats(
  packs: readonly PolicyPack[],
  hasChanged: PackOptions["hasChanged"],
): Promise<readonly string[]> {
  const caveats: string[] = [];
  // Report changes, because a pull request must not silently change the policies that evaluate it.
  for (const { directory, configFile } of packs) {
    const changed = "differs from the base";
    if (await hasChanged(directory)) caveats.push(`the policy pack ${displayPath(directory)} ${changed}`);
    if (configFile !== undefined && (await hasChanged(configFile.path)))
      caveats.push(`the policy pack configuration ${displayPath(configFile.path)} ${changed}`);
  }
  return caveats;
}

function addReport(compared: Compared, report: PackReport): Compared {
  const { plan, evaluation, packs } = compared;
  const isDuplicate = duplicatesIn(compared);
  const distinct = { ...report, violations: report.violations.filter((violation) => !isDuplicate(violation)) };
  return {
    ...compared,
    plan: withPackNotes(plan, distinct),
    packs: [...packs, ...report.packs],
    evaluation: { ...evaluation, findings: [...evaluation.findings, ...packFindings(plan, distinct)] },
  };
}

/**
 * Returns a predicate for violations that repeat a finding of the rules for the same resource at the same level or a
 * stricter one. Such violations occur because a pack may contain Roadbed's own rules. A violation at a stricter level
 * than the finding is not a duplicate.
 */
function duplicatesIn({ evaluation, exempted, existing }: Compared) {
  const keyOf = (rule: string, title: string, urn: string): string => JSON.stringify([rule, title, urn]);
  const setAside = [...exempted.map(({ finding }) => finding), ...existing];
  const reported = [...evaluation.findings, ...setAside].map(({ rule, title, urn }) => keyOf(rule, title, urn));
  const strict = [...evaluation.findings.filter(({ level }) => level === "mandatory"), ...setAside];
  const blockingKeys = new Set(strict.map(({ rule, title, urn }) => keyOf(rule, title, urn)));
  const allKeys = new Set(reported);
  return ({ policy, description = "", urn = "", enforcement }: PackReport["violations"][number]): boolean =>
    (enforcement === "advisory" ? allKeys : blockingKeys).has(keyOf(policy, description, urn));
}
