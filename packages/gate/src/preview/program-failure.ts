import type { Diagnostic, Operation, Plan } from "@roadbed/plan";

/** The message that the Pulumi CLI adds to every failure. */
const GENERIC_ERROR = "preview failed";

/** Whether a diagnostic is the reason why a preview failed. */
export function isFailureReason({ severity, message }: Diagnostic): boolean {
  return severity === "error" && message.trim() !== GENERIC_ERROR;
}

/**
 * Whether a program ended before it had registered all of its resources. A program that would delete or replace a
 * protected resource fails as well, but only after it has ended.
 */
export function endedEarly(plan: Plan): boolean {
  if (plan.result === "succeeded") return false;
  if (plan.endedEarly !== undefined) return plan.endedEarly;
  const reasons = plan.diagnostics.filter(isFailureReason);
  return reasons.length === 0 || !reasons.every((reason) => isProtectionError(reason, plan));
}

const REMOVING_OPERATIONS: readonly Operation[] = ["delete", "replace"];

function isProtectionError({ urn, message }: Diagnostic, { steps }: Plan): boolean {
  return (
    /\bprotect/.test(message) &&
    steps.some(
      (step) => step.urn === urn && step.old?.options.protect === true && REMOVING_OPERATIONS.includes(step.operation),
    )
  );
}
