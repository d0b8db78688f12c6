import { CommandError } from "../../failures/command-error";
import type { OutputStream } from "../../terminal/output-stream";
import { loadPolicies, type PolicyRequest } from "../../targets/settings/load-policies";

/** A request to `roadbed policy-config`. */
export interface PolicyConfigRequest extends PolicyRequest {
  /** The directory of a program, or any directory below a `roadbed.yaml` file. */
  readonly directory: string;
  /** The stack as `project/stack`. */
  readonly stack: string;
}

/**
 * Writes the configuration for `pulumi preview --policy-pack-config`: the level, options, and exemptions of every rule
 * for one stack. With this configuration, a policy pack with all rules reports the same findings as `roadbed check`.
 *
 * @throws CommandError with all errors in settings files
 */
export async function policyConfig(request: PolicyConfigRequest, stdout: OutputStream): Promise<void> {
  const { directory, stack } = request;
  if (!/^[^/]+\/[^/]+$/.test(stack))
    throw new CommandError("stack-name-invalid", `--stack: expected project/stack, got ${JSON.stringify(stack)}.`);
  const { policies, exemptions } = await loadPolicies(request, { directory }, stack);
  const { rules } = await import("@roadbed/policies");
  const { packConfig } = await import("@roadbed/policies/internal");
  stdout.write(`${JSON.stringify(packConfig(rules, policies, exemptions), null, 2)}\n`);
}
