import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { milliQuantity } from "../shared/quantity";

/** The part of a PersistentVolumeClaim with its size. */
interface ClaimInputs {
  readonly spec?: { readonly resources?: { readonly requests?: { readonly storage?: unknown } } };
}

/** Identifies the claim in the arguments of a workload. */
export interface ClaimIdentity {
  /** The name of the Workload component. */
  readonly workload: string;
  readonly volume: string;
  /** The name of the child, which is unique in the stack. */
  readonly child: string;
}

/**
 * Returns a hook that rejects a smaller size in the preview. The API server would reject it during the deployment.
 */
export function claimSizeHook({ workload, volume, child }: ClaimIdentity): pulumi.ResourceHook {
  return new pulumi.ResourceHook(
    `${child}-size`,
    ({ oldInputs, newInputs }) => {
      requireLargerSize(workload, volume, oldInputs as ClaimInputs | undefined, newInputs as ClaimInputs | undefined);
    },
    { onDryRun: true },
  );
}

/** @throws ArgumentsError if the new size is smaller than the old one */
export function requireLargerSize(
  workload: string,
  volume: string,
  before: ClaimInputs | undefined,
  now: ClaimInputs | undefined,
): void {
  const sizeOf = (claim: ClaimInputs | undefined) => claim?.spec?.resources?.requests?.storage;
  const [oldSize, newSize] = [sizeOf(before), sizeOf(now)];
  const [oldAmount, newAmount] = [milliQuantity(oldSize), milliQuantity(newSize)];
  if (oldAmount === undefined || newAmount === undefined || newAmount >= oldAmount) return;
  const issues = new ArgumentIssues("Workload", workload);
  issues.add(`volumes.${volume}.claim.size`, newSize, {
    code: "out-of-range",
    statement: (got) => `expected at least the current size, ${String(oldSize)}, got ${got}`,
    remedy:
      "Kubernetes cannot shrink a volume. To use a smaller one, add a volume with another name, copy the data, and remove this one.",
  });
  issues.throwIfAny();
}
