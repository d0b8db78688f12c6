import { parseDocument } from "yaml";
import { valueFromData } from "../documents";
import { isList, isProperties, isUnknown, unwrapSecret, type Properties, type Value } from "../model";

/** The settings of a provider on which the effect of a change depends. */
export interface ProviderSettings {
  /**
   * The namespace for objects without one. Undefined if it depends on the environment, or on a value that is not known.
   */
  readonly namespace?: string;
  /** Whether a Secret is updated in place. Undefined if this is not known. */
  readonly mutableSecrets?: boolean;
  /** Whether a ConfigMap is updated in place. Undefined if this is not known. */
  readonly mutableConfigMaps?: boolean;
}

/** The environment variables that replace settings. */
export type ProviderEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the settings that follow from a provider's inputs.
 *
 * @param inputs - undefined if the provider is not known
 */
export function providerSettings(inputs: Properties | undefined, environment: ProviderEnvironment): ProviderSettings {
  if (inputs === undefined) return {};
  const namespace = defaultNamespaceOf(inputs);
  const mutableSecrets = flag(inputs, "enableSecretMutable", environment.PULUMI_K8S_ENABLE_SECRET_MUTABLE);
  const mutableConfigMaps = flag(inputs, "enableConfigMapMutable", environment.PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE);
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(mutableSecrets === undefined ? {} : { mutableSecrets }),
    ...(mutableConfigMaps === undefined ? {} : { mutableConfigMaps }),
  };
}

/** The maximum number of values that aliases add. Aliases of aliases can make a small document arbitrarily large. */
const MAX_ALIASES = 100;

/** The namespace of a context that does not set one. */
const CONTEXT_DEFAULT = "default";

/** The namespaces by the inputs of their provider, because every resource of a provider needs the same one. */
const namespaces = new WeakMap<Properties, { readonly namespace: string | undefined }>();

function defaultNamespaceOf(inputs: Properties): string | undefined {
  const found = namespaces.get(inputs) ?? { namespace: findNamespace(inputs) };
  namespaces.set(inputs, found);
  return found.namespace;
}

function findNamespace(inputs: Properties): string | undefined {
  const [namespace, kubeconfig, context] = ["namespace", "kubeconfig", "context"].map((name) => known(inputs, name));
  if (isUnknown(namespace)) return undefined;
  if (typeof namespace === "string" && namespace !== "") return namespace;
  if (typeof kubeconfig !== "string" || kubeconfig === "" || isUnknown(context)) return undefined;
  return contextNamespace(kubeconfig, typeof context === "string" && context !== "" ? context : undefined);
}

/** Returns the namespace of a context, or undefined if the kubeconfig is the path of a file. */
function contextNamespace(kubeconfig: string, selected: string | undefined): string | undefined {
  const config = parseKubeconfig(kubeconfig);
  if (!isProperties(config) || !isList(config.contexts)) return undefined;
  const name = selected ?? config["current-context"];
  const context = config.contexts.filter(isProperties).find((candidate) => candidate.name === name)?.context;
  const namespace = isProperties(context) ? context.namespace : undefined;
  return typeof namespace === "string" && namespace !== "" ? namespace : CONTEXT_DEFAULT;
}

/** Returns the content of a kubeconfig, or undefined if it is not valid YAML. */
function parseKubeconfig(kubeconfig: string): Value | undefined {
  const document = parseDocument(kubeconfig);
  if (document.errors.length > 0) return undefined;
  try {
    return valueFromData(document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown);
  } catch (error) {
    // The parser reports an undefined or excessive alias only now.
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** Returns a Boolean setting, which the SDK passes as JSON. An environment variable applies if the setting is absent. */
function flag(inputs: Properties, name: string, variable: string | undefined): boolean | undefined {
  const value = known(inputs, name);
  if (isUnknown(value)) return undefined;
  return (value ?? variable ?? false) === true || (value ?? variable) === "true";
}

const known = (inputs: Properties, name: string) => {
  const value = inputs[name];
  return value === undefined || value === null ? undefined : unwrapSecret(value);
};
