import { unwrapSecret, type Properties, type Value } from "../model";

/** The kind of a Kubernetes object. */
export interface ObjectKind {
  /** The API group, which is empty for the core group. */
  readonly group: string;
  /** The group and version, such as `apps/v1`, or `v1` in the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether the kind belongs to Kubernetes. Custom resource definitions add all other kinds. */
  readonly builtIn: boolean;
}

const TOKEN = /^kubernetes:(.*\/)?(v\d\w*):(\w+)$/;

/** The modules of the SDK that contain no Kubernetes objects. */
const OTHER_MODULES: ReadonlySet<string> = new Set(["helm.sh/", "kustomize/", "yaml/"]);

/**
 * Returns the kind of object that a resource creates, or undefined if the resource is not an object. The inputs are
 * decisive, because the type of a patch (`PodPatch`) differs from the kind that it changes.
 */
export function objectKind(type: string, inputs: Properties): ObjectKind | undefined {
  const [, module = "", version = "", name = ""] = TOKEN.exec(type) ?? [];
  if (version === "" || OTHER_MODULES.has(module)) return undefined;
  const typeVersion = module === "core/" ? version : module + version;
  const apiVersion = stringOf(inputs.apiVersion) ?? typeVersion;
  const group = apiVersion.slice(0, Math.max(apiVersion.lastIndexOf("/"), 0));
  const builtIn = !group.includes(".") || group.endsWith(".k8s.io");
  return { group, apiVersion, kind: stringOf(inputs.kind) ?? name, builtIn };
}

/** Whether an object is of a kind in the core group. */
export const isCoreKind = ({ apiVersion, kind }: ObjectKind, name: string): boolean =>
  apiVersion === "v1" && kind === name;

function stringOf(value: Value | undefined): string | undefined {
  const known = value === undefined ? undefined : unwrapSecret(value);
  return typeof known === "string" ? known : undefined;
}
