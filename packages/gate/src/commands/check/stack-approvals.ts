import { existsSync } from "node:fs";
import { failuresOf } from "../../failures/failure-of";
import type { Bases } from "../../preview/base/bases";
import { loadApprovals, type LoadedApprovals } from "../../targets/approvals/load-approvals";
import { defined } from "../../util/defined";

/**
 * Loads the approvals for a program: at the base, if stacks are compared with one, or else in the checkout. Never rejects,
 * because the program runs at the same time.
 *
 * @param root - the directory of the program
 */
export async function stackApprovals(root: string, bases: Bases): Promise<LoadedApprovals> {
  try {
    // With --from, the directory may not exist.
    const base = existsSync(root) ? await bases.directoryAtBase({ program: { root } }) : undefined;
    const sources = { directory: root, requiresBase: bases.areNamed, ...defined({ base }) };
    return await loadApprovals(sources, new Date());
  } catch (error) {
    return { failures: failuresOf(error) };
  }
}
