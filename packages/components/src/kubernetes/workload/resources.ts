import type { ArgumentIssues } from "../../shared/argument-issues";
import { canonicalQuantity, cpu, memory, milliQuantity, storageSize } from "../shared/quantity";
import type { WorkloadResourcesArgs } from "./container-args";

/** The resources of a container in the form in which the API server stores them. */
export interface ContainerResources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
}

const EPHEMERAL_STORAGE = "ephemeral-storage";

/** Checks the resources of a container and adds the defaults. */
export function checkResources(
  issues: ArgumentIssues,
  path: string,
  resources: WorkloadResourcesArgs,
): ContainerResources {
  const none = { requests: {}, limits: {} };
  if (!issues.checkNames(path, resources, ["memory", "cpu", "cpuLimit", "ephemeralStorage"])) return none;
  const { cpu: cpuRequest = "100m", cpuLimit, ephemeralStorage } = resources;
  issues.check(`${path}.memory`, resources.memory, memory);
  issues.check(`${path}.cpu`, cpuRequest, cpu);
  if (cpuLimit !== undefined) checkCpuLimit(issues, `${path}.cpuLimit`, cpuLimit, cpuRequest);
  if (ephemeralStorage !== undefined) issues.check(`${path}.ephemeralStorage`, ephemeralStorage, storageSize);
  const stored = (value: unknown) => canonicalQuantity(value) ?? "";
  const both = {
    memory: stored(resources.memory),
    ...(ephemeralStorage !== undefined && { [EPHEMERAL_STORAGE]: stored(ephemeralStorage) }),
  };
  return {
    requests: { cpu: stored(cpuRequest), ...both },
    limits: { ...(cpuLimit !== undefined && { cpu: stored(cpuLimit) }), ...both },
  };
}

function checkCpuLimit(issues: ArgumentIssues, path: string, limit: unknown, request: unknown): void {
  if (!issues.check(path, limit, cpu)) return;
  const [maximum, minimum] = [milliQuantity(limit), milliQuantity(request)];
  if (maximum === undefined || minimum === undefined || maximum >= minimum) return;
  issues.add(path, limit, {
    code: "conflict",
    statement: (got) => `expected at least cpu, got ${got}`,
    remedy: "Increase cpuLimit, or reduce cpu.",
  });
}
