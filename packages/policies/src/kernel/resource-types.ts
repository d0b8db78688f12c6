/** How rules apply to a resource type. */
export interface ResourceForm {
  /** The type that rules refer to. */
  readonly type: string;
  /** Whether the inputs are a Kubernetes patch, which contains only the properties that it changes. */
  readonly partial: boolean;
  /** Whether the inputs are a Kubernetes list, which contains resources of that type as `items`. */
  readonly list: boolean;
}

/**
 * The current names of modules that also have another name: modules that the SDKs still support under a former name, and
 * the core group, whose name is missing from the types of custom resources (`kubernetes:v1:Pod`).
 */
const MODULE_ALIASES: Readonly<Record<string, string>> = {
  "aws:alb": "aws:lb",
  "aws:applicationloadbalancing": "aws:lb",
  "kubernetes:v1": "kubernetes:core/v1",
  "kubernetes:admissionregistration.k8s.io/v1beta1": "kubernetes:admissionregistration.k8s.io/v1",
  "kubernetes:apps/v1beta1": "kubernetes:apps/v1",
  "kubernetes:apps/v1beta2": "kubernetes:apps/v1",
  "kubernetes:autoscaling/v1": "kubernetes:autoscaling/v2",
  "kubernetes:autoscaling/v2beta1": "kubernetes:autoscaling/v2",
  "kubernetes:autoscaling/v2beta2": "kubernetes:autoscaling/v2",
  "kubernetes:batch/v1beta1": "kubernetes:batch/v1",
  "kubernetes:batch/v2alpha1": "kubernetes:batch/v1",
  "kubernetes:networking.k8s.io/v1beta1": "kubernetes:networking.k8s.io/v1",
  "kubernetes:policy/v1beta1": "kubernetes:policy/v1",
  "kubernetes:rbac.authorization.k8s.io/v1alpha1": "kubernetes:rbac.authorization.k8s.io/v1",
  "kubernetes:rbac.authorization.k8s.io/v1beta1": "kubernetes:rbac.authorization.k8s.io/v1",
};
/** The current modules of the kinds that moved from extensions/v1beta1. */
const MOVED_FROM_EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["DaemonSet", "apps/v1"],
  ["Deployment", "apps/v1"],
  ["Ingress", "networking.k8s.io/v1"],
  ["NetworkPolicy", "networking.k8s.io/v1"],
  ["ReplicaSet", "apps/v1"],
]);

const forms = new Map<string, ResourceForm>();

/**
 * Returns the form of a type. Resolves aliases (alb, S3 V2, the core group, former Kubernetes API versions) and Patch and
 * List kinds.
 */
export function resourceForm(type: string): ResourceForm {
  let form = forms.get(type);
  if (form === undefined)
    forms.set(type, (form = type.startsWith("kubernetes:") ? kubernetesForm(type) : simpleForm(type)));
  return form;
}

/** Whether rules for this type also apply to resources of other types. */
export const hasAliases = (type: string): boolean =>
  type.startsWith("kubernetes:") ||
  type.startsWith("aws:s3/") ||
  Object.values(MODULE_ALIASES).some((module) => type.startsWith(`${module}/`));

/** Returns the type that rules refer to. */
export const canonicalType = (type: string): string => resourceForm(type).type;

function simpleForm(type: string): ResourceForm {
  return { type: withCanonicalModule(withoutV2(type)), partial: false, list: false };
}

/** Before version 7 of @pulumi/aws, `aws:s3/bucketAcl:BucketAcl` was called `aws:s3/bucketAclV2:BucketAclV2`. */
function withoutV2(type: string): string {
  return type.startsWith("aws:s3/") ? type.replace(/^(.*)V2:(.*)V2$/, "$1:$2") : type;
}

function withCanonicalModule(type: string): string {
  const module = /^aws:[^/]*(?=\/)|^kubernetes:[^:]*(?=:)/.exec(type)?.[0];
  const current = module === undefined ? undefined : MODULE_ALIASES[module];
  return module === undefined || current === undefined ? type : current + type.slice(module.length);
}

function kubernetesForm(type: string): ResourceForm {
  const [, group = "", kind = ""] = type.split(":");
  // The name of a custom resource may end in List or Patch without being one.
  const builtIn = !group.includes(".") || group.includes(".k8s.io/");
  const { base, partial, list } = builtIn ? splitKind(kind) : { base: kind, partial: false, list: false };
  const moved = group === "extensions/v1beta1" ? MOVED_FROM_EXTENSIONS.get(base) : undefined;
  return { type: withCanonicalModule(`kubernetes:${moved ?? group}:${base}`), partial, list };
}

function splitKind(kind: string): { readonly base: string; readonly partial: boolean; readonly list: boolean } {
  if (/.Patch$/.test(kind)) return { base: kind.slice(0, -"Patch".length), partial: true, list: false };
  if (/.List$/.test(kind)) return { base: kind.slice(0, -"List".length), partial: false, list: true };
  return { base: kind, partial: false, list: false };
}
