import { parseAllDocuments } from "yaml";
import { valueFromData } from "../documents";
import { isClusterScoped } from "../kubernetes";
import { isList, isProperties, propertyMap, type Properties, type Value } from "../model";
import { LookupError } from "./lookup-error";

/**
 * Computes the result of the Kubernetes provider's `yaml.decode`: the manifests in a YAML string, with lists expanded.
 */
export function kubernetesYaml({ text, defaultNamespace }: Properties): Properties | undefined {
  if (typeof text !== "string") return undefined;
  const manifests = parseAllDocuments(text).flatMap((document) => {
    if ("errors" in document && document.errors[0] !== undefined)
      throw new LookupError("syntax", document.errors[0].message);
    return manifestsOf(valueFromData(document.toJS({ maxAliasCount: 100 }) as unknown));
  });
  const namespace = typeof defaultNamespace === "string" && defaultNamespace !== "" ? defaultNamespace : undefined;
  const placed = namespace === undefined ? manifests : manifests.map((manifest) => placedIn(manifest, namespace));
  return propertyMap([["result", placed]]);
}

function manifestsOf(value: Value): Properties[] {
  if (!isProperties(value)) return [];
  const { kind, items } = value;
  return typeof kind === "string" && kind.endsWith("List") && isList(items) ? items.flatMap(manifestsOf) : [value];
}

function placedIn(manifest: Properties, namespace: string): Properties {
  const metadata = isProperties(manifest.metadata) ? manifest.metadata : propertyMap();
  const { kind } = manifest;
  if (metadata.namespace !== undefined || typeof kind !== "string" || isClusterScoped(kind)) return manifest;
  const placed = propertyMap([...Object.entries(metadata), ["namespace", namespace]]);
  return propertyMap([...Object.entries(manifest), ["metadata", placed]]);
}
