import { isProperties, propertyMap, UNKNOWN, unwrapSecret, type Properties, type Value } from "../model";
import { withMetadata } from "./adopt-metadata";
import { isClusterScoped } from "./cluster-scoped";
import type { ObjectKind } from "./object-kind";

/** The namespace that a cluster uses if neither the program, the provider, nor the kubeconfig sets one. */
const CLUSTER_DEFAULT = "default";

/** The namespaces of an object in the prior state and in the program. */
export interface Namespaces {
  /** Absent if the object is cluster-scoped. */
  readonly before?: Value;
  /** Absent if the object is cluster-scoped, and unknown if `certain` is false. */
  readonly now?: Value;
  /** The namespace that the provider's `Check` adds to the program's inputs. */
  readonly added?: string;
  /** Whether the namespaces are known. Otherwise, the namespace depends on the environment of the deployment. */
  readonly certain: boolean;
}

/** The namespaces of the provider in the prior state and in the program, as far as they are known. */
export interface DefaultNamespaces {
  readonly before?: string | undefined;
  readonly now?: string | undefined;
}

/** Returns the namespaces of two versions of an object. */
export function objectNamespaces(
  kind: ObjectKind,
  old: Properties,
  inputs: Properties,
  defaults: DefaultNamespaces,
): Namespaces {
  const [before, now] = [metadataNamespace(old), metadataNamespace(inputs)];
  // Whether a custom resource belongs to a namespace is known only if it has one.
  const isInCluster = kind.builtIn ? isClusterScoped(kind.kind) : before === undefined && now === undefined;
  return isInCluster ? { certain: true } : resolveNamespaces(before, now, defaults);
}

/**
 * Returns the namespaces of two versions of an object or release. The provider adds its own namespace, or the namespace
 * of the kubeconfig's context, if the program sets none.
 */
export function resolveNamespaces(
  before: Value | undefined,
  now: Value | undefined,
  defaults: DefaultNamespaces,
): Namespaces {
  const current = knownNamespace(before) ?? defaults.before ?? CLUSTER_DEFAULT;
  const program = knownNamespace(now);
  if (program !== undefined) return { before: current, now: program, certain: true };
  if (defaults.now !== undefined) return { before: current, now: defaults.now, added: defaults.now, certain: true };
  if (current !== CLUSTER_DEFAULT) return { before: current, now: UNKNOWN, certain: false };
  const added = knownNamespace(before) === undefined ? {} : { added: CLUSTER_DEFAULT };
  return { before: current, now: current, ...added, certain: true };
}

/** Returns an object with a namespace, or without one if the namespace is undefined. */
export function withNamespace(object: Properties, namespace: Value | undefined): Properties {
  const metadata = object.metadata ?? propertyMap();
  if (!isProperties(metadata)) return object;
  const others = Object.entries(metadata).filter(([name]) => name !== "namespace");
  return withMetadata(
    object,
    propertyMap(namespace === undefined ? others : [...others, ["namespace", namespace] as const]),
  );
}

function metadataNamespace({ metadata }: Properties): Value | undefined {
  const properties = metadata === undefined ? undefined : unwrapSecret(metadata);
  return isProperties(properties) ? properties.namespace : undefined;
}

function knownNamespace(namespace: Value | undefined): Value | undefined {
  const known = namespace === undefined ? null : unwrapSecret(namespace);
  return known === null || known === "" ? undefined : known;
}
