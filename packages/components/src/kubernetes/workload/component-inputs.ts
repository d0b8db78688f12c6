import * as pulumi from "@pulumi/pulumi";
import { isPlainValue } from "../../shared/argument-issues";
import type { WorkloadContainerArgs } from "./container-args";
import type { WorkloadVolumeArgs } from "./volume-args";
import type { WorkloadArgs } from "./workload-args";

/**
 * Returns the arguments as the inputs of the component. The values of secrets are marked as secrets, because Pulumi stores these
 * inputs. The identity and dependencies are omitted, because they are not values.
 */
export function componentInputs(args: WorkloadArgs): pulumi.Inputs {
  const { namespace, ...others } = args;
  const { volumes, sidecars, initContainers } = others;
  return {
    ...withSecretEnvironment(others),
    ...(volumes && { volumes: mapValues(volumes, withSecretFiles) }),
    ...(sidecars && { sidecars: mapValues(sidecars, withSecretEnvironment) }),
    ...(initContainers && { initContainers: mapValues(initContainers, withSecretEnvironment) }),
    identity: undefined,
    namespace: isPlainObject(namespace) && "namespaceName" in namespace ? namespace.namespaceName : namespace,
    ...(others.allowFrom && { allowFrom: Object.keys(others.allowFrom) }),
    ...(others.allowTo && { allowTo: Object.keys(others.allowTo) }),
  };
}

const withSecretEnvironment = <A extends Partial<WorkloadContainerArgs>>(container: A) => ({
  ...container,
  ...(container.secretEnvironment && {
    secretEnvironment: mapValues(container.secretEnvironment, (value) =>
      isPlainObject(value) ? value : pulumi.secret(value),
    ),
  }),
});

const withSecretFiles = (volume: WorkloadVolumeArgs) => ({
  ...volume,
  ...(volume.secretFiles && { secretFiles: mapValues(volume.secretFiles, (content) => pulumi.secret(content)) }),
});

const mapValues = <T, R>(object: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));

const isPlainObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && isPlainValue<unknown>(value);
