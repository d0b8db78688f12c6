import type { LocalPolicyPack } from "@roadbed/plan/policy-packs";

/**
 * Returns the policy packs in directories.
 *
 * @throws PreviewError if a directory contains no policy pack, or one that cannot be run
 */
export async function findPolicyPacks(directories: readonly string[]): Promise<readonly LocalPolicyPack[]> {
  if (directories.length === 0) return [];
  const { findPolicyPack } = await import("@roadbed/plan/policy-packs");
  return directories.map((directory) => findPolicyPack(directory));
}
