/** What a resource type is to rules. */
export interface ResourceForm {
  /** The type that rules are written for. */
  readonly type: string;
  /** The inputs say only what they change. */
  readonly partial: boolean;
  /** The inputs hold resources of that type, as `items`. */
  readonly list: boolean;
}

/** Older names under which the SDKs still offer the same resource. */
const TWIN_MODULES: Readonly<Record<string, string>> = {
  "aws:alb": "aws:lb",
  "aws:applicationloadbalancing": "aws:lb",
  "kubernetes:apps/v1beta1": "kubernetes:apps/v1",
  "kubernetes:apps/v1beta2": "kubernetes:apps/v1",
  "kubernetes:batch/v1beta1": "kubernetes:batch/v1",
  "kubernetes:batch/v2alpha1": "kubernetes:batch/v1",
};
/** Of this group most kinds moved to apps/v1, the others elsewhere. */
const MOVED_TO_APPS = new Set(["DaemonSet", "Deployment", "ReplicaSet"]);

const forms = new Map<string, ResourceForm>();

/** Resolves twins (alb and lb, s3 V2, old Kubernetes API versions) and the Patch and List kinds of Kubernetes. */
export function resourceForm(type: string): ResourceForm {
  let form = forms.get(type);
  if (form === undefined) forms.set(type, (form = type.startsWith("kubernetes:") ? kubernetesForm(type) : plain(type)));
  return form;
}

/** Whether resources of other types are judged by what is written for this one. */
export const hasOtherNames = (type: string): boolean =>
  type.startsWith("kubernetes:") ||
  type.startsWith("aws:s3/") ||
  Object.values(TWIN_MODULES).some((module) => type.startsWith(`${module}/`));

/** The type that rules are written for. */
export const canonicalType = (type: string): string => resourceForm(type).type;

function plain(type: string): ResourceForm {
  return { type: withTwinModule(withoutV2(type)), partial: false, list: false };
}

/** `aws:s3/bucketAclV2:BucketAclV2` is what `aws:s3/bucketAcl:BucketAcl` was called before version 7. */
function withoutV2(type: string): string {
  return type.startsWith("aws:s3/") ? type.replace(/^(.*)V2:(.*)V2$/, "$1:$2") : type;
}

function withTwinModule(type: string): string {
  const module = /^aws:[^/]*(?=\/)|^kubernetes:[^:]*(?=:)/.exec(type)?.[0];
  const twin = module === undefined ? undefined : TWIN_MODULES[module];
  return module === undefined || twin === undefined ? type : twin + type.slice(module.length);
}

function kubernetesForm(type: string): ResourceForm {
  const [, group = "", kind = ""] = type.split(":");
  // Custom kinds may be called AllowList and mean it.
  const builtIn = !group.includes(".") || group.includes(".k8s.io/");
  const { base, partial, list } = builtIn ? splitKind(kind) : { base: kind, partial: false, list: false };
  const moved = group === "extensions/v1beta1" && MOVED_TO_APPS.has(base) ? "apps/v1" : group;
  return { type: withTwinModule(`kubernetes:${moved}:${base}`), partial, list };
}

function splitKind(kind: string): { readonly base: string; readonly partial: boolean; readonly list: boolean } {
  if (/.Patch$/.test(kind)) return { base: kind.slice(0, -"Patch".length), partial: true, list: false };
  if (/.List$/.test(kind)) return { base: kind.slice(0, -"List".length), partial: false, list: true };
  return { base: kind, partial: false, list: false };
}
