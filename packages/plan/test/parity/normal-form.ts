import type { Plan, Resource, Step } from "../../src/model/plan";
import { isArchive, isAsset, isList, isReference, isSecret, isUnknown, type Value } from "../../src/model/value";

/** The form of the recorded plans of Pulumi's engine, with the field names of the recorder. */
export interface NormalPlan {
  readonly exit: "ok" | "failed";
  readonly changes: Readonly<Record<string, number>>;
  readonly steps: readonly NormalStep[];
  readonly providers: readonly { readonly urn: string; readonly ops?: readonly string[]; readonly inputs?: unknown }[];
  readonly outputs: unknown;
  readonly componentOutputs?: Readonly<Record<string, unknown>>;
  readonly errorIncludes?: readonly string[];
  readonly diagnostics: readonly { readonly message: string }[];
}

/** A step of a recorded plan. */
export interface NormalStep {
  readonly op: string;
  readonly urn: string;
  readonly partial?: boolean;
  readonly [field: string]: unknown;
}

const COUNTED: ReadonlySet<string> = new Set(["create", "update", "replace", "delete", "same", "import"]);
const DELETES: ReadonlySet<string> = new Set(["delete", "delete-replaced"]);

/** Converts a plan to the form of the recordings. */
export function normalize(plan: Plan): NormalPlan {
  const resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  const isImplicit = ({ urn, old }: Step) => (resources.get(urn) ?? old)?.implicit === true;
  const shown = plan.steps.filter((step) => !isImplicit(step));
  const changes: Record<string, number> = {};
  for (const { operation, old } of shown) {
    // A rejected delete is recorded as well.
    const isRefused = operation === "delete" && old?.options.protect === true;
    if (COUNTED.has(operation) && !isRefused) changes[operation] = (changes[operation] ?? 0) + 1;
  }
  const hidden = new Map<string, Step[]>();
  for (const step of plan.steps.filter(isImplicit)) hidden.set(step.urn, [...(hidden.get(step.urn) ?? []), step]);
  return {
    exit: plan.result === "succeeded" ? "ok" : "failed",
    changes,
    steps: shown.map((step) => normalizeStep(step, resources.get(step.urn))),
    providers: [...hidden].map(([urn, steps]) => ({
      urn,
      ops: steps.map(({ operation }) => operation),
      inputs: encode(resources.get(urn)?.inputs ?? {}),
    })),
    outputs: encode(plan.outputs),
    componentOutputs: Object.fromEntries(
      plan.resources
        .filter(({ custom, type }) => !custom && type !== "pulumi:pulumi:Stack")
        .map(({ urn, outputs }) => [urn, encode(outputs)]),
    ),
    diagnostics: plan.diagnostics,
  };
}

function normalizeStep(
  { operation, urn, type, old, diffKeys, replaceKeys }: Step,
  now: Resource | undefined,
): NormalStep {
  const isDelete = DELETES.has(operation);
  const resource = isDelete ? old : now;
  const options = resource?.options ?? {};
  const fields = {
    custom: resource?.custom,
    provider: resource?.provider,
    parent: resource?.parent,
    inputs: isDelete || resource === undefined ? undefined : encode(resource.inputs),
    protect: options.protect,
    external: resource?.external,
    id: operation === "read" ? encode(resource?.id ?? null) : undefined,
    importId: options.importId,
    dependencies: sorted(resource?.dependencies),
    propertyDependencies: isDelete ? undefined : byProperty(resource?.propertyDependencies),
    retainOnDelete: options.retainOnDelete,
    deletedWith: options.deletedWith,
    replaceWith: sorted(options.replaceWith),
    aliases: old !== undefined && old.urn !== urn ? [old.urn] : undefined,
    additionalSecretOutputs: sorted(options.additionalSecretOutputs),
    customTimeouts: options.customTimeouts,
    ignoreChanges: options.ignoreChanges,
    replaceOnChanges: sorted(options.replaceOnChanges),
    replacementTrigger: options.replacementTrigger === undefined ? undefined : encode(options.replacementTrigger),
    hideDiff: sorted(options.hideDiffs),
    sourcePosition: position(resource),
    // The recorded provider does not merge tags.
    diffKeys: sorted(diffKeys?.filter((key) => key !== "tagsAll")),
    replaceKeys: sorted(replaceKeys),
  };
  const present = Object.entries(fields).filter(([, value]) => value !== undefined && value !== false);
  return { op: operation, urn, type, ...Object.fromEntries(present) };
}

function position(resource: Resource | undefined): string | undefined {
  const source = resource?.source;
  return source === undefined ? undefined : `${source.file}:${source.line}:${source.column ?? 0}`;
}

function sorted(values: readonly string[] | undefined): readonly string[] | undefined {
  return values === undefined || values.length === 0 ? undefined : [...values].sort();
}

function byProperty(dependencies: Resource["propertyDependencies"] | undefined): unknown {
  const entries = Object.entries(dependencies ?? {}).map(([name, urns]) => [name, sorted(urns)] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Converts a value to the form of the recordings. */
export function encode(value: Value): unknown {
  if (isUnknown(value)) return { $unknown: true };
  if (isSecret(value)) return { $secret: true };
  if (isAsset(value)) return { $asset: plainMembers(value) };
  if (isArchive(value)) {
    const { assets } = value;
    return { $archive: { ...plainMembers(value), ...(assets === undefined ? {} : { assets: encode(assets) }) } };
  }
  if (isReference(value)) return { $ref: value.urn, ...(value.id === undefined ? {} : { id: encode(value.id) }) };
  if (isList(value)) return value.map(encode);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, encode(member)]));
}

function plainMembers(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => typeof member === "string"));
}
