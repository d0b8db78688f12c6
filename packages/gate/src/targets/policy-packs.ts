import type { LocalPolicyPack, PackSettings } from "@roadbed/plan/policy-packs";
import { readPackSettings } from "./settings/pack-settings-file";

/** A policy pack on the command line. */
export interface PolicyPack extends LocalPolicyPack {
  /** The file that configures the pack, and its content. */
  readonly configFile?: { readonly path: string; readonly settings: PackSettings };
}

/** The flags that select policy packs. */
export interface PolicyPackRequest {
  readonly policyPacks: readonly string[];
  /** The configuration files of `policyPacks`, in the same order, or none. */
  readonly policyPackConfigs: readonly string[];
}

/**
 * Returns the policy packs on the command line.
 *
 * @throws PreviewError if a directory contains no policy pack, or one that cannot be run
 * @throws CommandError or PlanFileError if a configuration file is invalid
 */
export async function findPolicyPacks({
  policyPacks,
  policyPackConfigs,
}: PolicyPackRequest): Promise<readonly PolicyPack[]> {
  if (policyPacks.length === 0) return [];
  const { findPolicyPack } = await import("@roadbed/plan/policy-packs");
  const packs: PolicyPack[] = [];
  for (const [index, directory] of policyPacks.entries()) {
    const pack = findPolicyPack(directory);
    const path = policyPackConfigs[index];
    packs.push(path === undefined ? pack : { ...pack, configFile: { path, settings: await readPackSettings(path) } });
  }
  return packs;
}
