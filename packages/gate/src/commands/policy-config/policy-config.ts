import { CommandError } from "../../failures/command-error";
import type { OutputStream } from "../../terminal/output-stream";
import { loadPolicies, type PolicyRequest } from "../../targets/settings/load-policies";

export interface PolicyConfigRequest extends PolicyRequest {
  /** A folder with a program, or one above which `roadbed.yaml` is. */
  readonly directory: string;
  /** As `project/stack`. */
  readonly stack: string;
}

/**
 * Writes what `pulumi preview --policy-pack-config` wants, so that a pack with all rules judges as `roadbed check` does:
 * the level and the options of every rule for one stack, and what is exempt from it.
 *
 * @throws CommandError with all that is wrong in files of settings
 */
export async function policyConfig(request: PolicyConfigRequest, stdout: OutputStream): Promise<void> {
  const { directory, stack } = request;
  if (!/^[^/]+\/[^/]+$/.test(stack))
    throw new CommandError("usage", `The stack ${JSON.stringify(stack)} must be named as project/stack.`);
  const { policies, exemptions } = await loadPolicies(request, { directory }, stack);
  const { rules } = await import("@roadbed/policies");
  const { packConfig } = await import("@roadbed/policies/internal");
  stdout.write(`${JSON.stringify(packConfig(rules, policies, exemptions), null, 2)}\n`);
}
