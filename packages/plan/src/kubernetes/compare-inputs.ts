import type { ReplacementEffect } from "../facts";
import {
  isProperties,
  parsePropertyPath,
  propertyMap,
  resetPath,
  type Properties,
  type Resource,
  type Value,
} from "../model";
import { adoptMetadata } from "./adopt-metadata";
import { liveObject } from "./live-object";
import { objectNamespaces, resolveNamespaces, withNamespace } from "./namespaces";
import { normalizeObject } from "./normalize-object";
import { objectKind, type ObjectKind } from "./object-kind";
import { objectReplacement } from "./object-replacement";
import type { ProviderSettings } from "./provider-settings";
import { checkRelease, RELEASE_TYPE, withDefaults } from "./release";

/** Two versions of a resource of the Kubernetes provider. */
export interface ComparedResource {
  readonly type: string;
  /** The resource in the prior state. */
  readonly old: Pick<Resource, "inputs" | "outputs">;
  /** The inputs in the program. */
  readonly inputs: Properties;
  /** The value of the option `ignoreChanges`. */
  readonly ignoreChanges?: readonly string[];
  /** The settings of the resource's provider in the prior state and in the program. */
  readonly settings: { readonly before: ProviderSettings; readonly now: ProviderSettings };
}

/** The inputs that a provider compares. */
export interface InputComparison {
  /** The inputs that result from the provider's `Check`. */
  readonly inputs: Properties;
  readonly before: Properties;
  readonly now: Properties;
  /** The inputs in the program, with the namespace that the provider adds. They do not contain a generated name. */
  readonly program: Properties;
  /**
   * Refines the effect that the facts predict for a changed property.
   *
   * @param path - the deepest path that differs
   */
  readonly refineEffect: (path: string, effect: ReplacementEffect) => ReplacementEffect;
}

/**
 * Returns the inputs that the Kubernetes provider compares, or undefined if the resource is neither a Kubernetes object
 * nor a Helm release.
 */
export function compareKubernetesInputs(resource: ComparedResource): InputComparison | undefined {
  if (resource.type === RELEASE_TYPE) return compareReleases(resource);
  const kind = objectKind(resource.type, resource.inputs);
  return kind === undefined ? undefined : compareObjects(kind, resource);
}

function compareObjects(kind: ObjectKind, resource: ComparedResource): InputComparison {
  const { type, old, ignoreChanges = [], settings } = resource;
  const namespaces = objectNamespaces(kind, old.inputs, resource.inputs, defaultNamespaces(settings));
  const inNamespace = (object: Properties) =>
    namespaces.added === undefined ? object : withNamespace(object, namespaces.added);
  const inputs = inNamespace(adoptMetadata(old.inputs, resource.inputs));
  const now = withNamespace(normalizeObject(kind, inputs), namespaces.now);
  const live = withNamespace(normalizeObject(kind, liveObject(old)), namespaces.before);
  return {
    inputs,
    before: resetIgnored(ignoreChanges, now, live),
    now,
    program: inNamespace(resource.inputs),
    refineEffect: (path, effect) => {
      if (path === "metadata.namespace" && !namespaces.certain) return "possible";
      return effect === "possible" ? objectReplacement(path, { type, kind, now, settings: settings.now }) : effect;
    },
  };
}

/** Returns the live object without its differences in ignored properties, which the provider does not report. */
function resetIgnored(ignoreChanges: readonly string[], now: Properties, live: Properties): Properties {
  let result = live;
  for (const ignored of ignoreChanges) {
    const path = parsePropertyPath(ignored);
    const reset = path === undefined ? undefined : resetPath(path, now, result);
    if (isProperties(reset)) result = reset;
  }
  return result;
}

function compareReleases({ old, inputs, settings }: ComparedResource): InputComparison {
  const namespaces = resolveNamespaces(old.inputs.namespace, inputs.namespace, defaultNamespaces(settings));
  const checked = checkRelease(old.inputs, inputs, namespaces.added);
  const inNamespace = (release: Properties, namespace: Value | undefined) =>
    propertyMap([...Object.entries(withDefaults(release)), ["namespace", namespace ?? ""]]);
  return {
    inputs: checked,
    before: inNamespace(old.inputs, namespaces.before),
    now: inNamespace(checked, namespaces.now),
    program: inputs,
    refineEffect: (path, effect) => (path === "namespace" && !namespaces.certain ? "possible" : effect),
  };
}

const defaultNamespaces = ({ before, now }: ComparedResource["settings"]) => ({
  before: before.namespace,
  now: now.namespace,
});
