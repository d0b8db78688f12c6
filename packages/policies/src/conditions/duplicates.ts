import type { Urn } from "@roadbed/plan";
import { listOf } from "../kernel/connectives";
import { throwUndecided, tryEvaluate } from "../kernel/check-session";
import type { StackIssue } from "../kernel/check-result";
import { canonicalType, resourceForm } from "../kernel/resource-types";
import { withUnknownPartition } from "../kernel/stand-ins";
import type { UndecidedReason } from "../model/rule-result";
import type { Graph, UntypedGraphResource } from "../authoring/define-stack-rule";

/** A property that is part of the identity of a resource. */
export interface IdentityProperty {
  /** The path of the property. */
  readonly path: string;
  /**
   * The type of the resource that the property refers to. Two unknown values that come only from the same resource of this
   * type are equal. Other unknown values from the same resource, such as interpolated names, can differ.
   *
   * @default none
   */
  readonly reference?: string;
  /**
   * The value that a resource has if the property is not set.
   *
   * @default none; a resource without the property gets a unique value
   */
  readonly valueIfAbsent?: string | number | boolean;
}

/** The properties that identify the resources of a type within a provider and Region. */
export interface Identity {
  readonly type: string;
  readonly properties: readonly [IdentityProperty, ...IdentityProperty[]];
}

/** The part of an identity that one property contributes: a known value, or the resources that an unknown value is from. */
interface IdentityPart {
  readonly key?: string;
  readonly sources: readonly Urn[];
  readonly reasons: readonly UndecidedReason[];
}

interface IdentifiedResource {
  readonly resource: UntypedGraphResource;
  readonly parts: readonly IdentityPart[];
}

/** Returns the resources with the same identity as a resource that the program declares earlier. */
export const duplicates = (graph: Graph, identity: Identity): readonly StackIssue[] => {
  const identified = [...graph.byTypeToken(identity.type)]
    // A Kubernetes patch changes an object that another resource declares.
    .filter(({ type }) => !resourceForm(type).partial && !resourceForm(type).list)
    .flatMap((resource) => identify(graph, resource, identity));
  const known = identified.filter(({ parts }) => parts.every(({ key }) => key !== undefined));
  const unknown = identified.filter(({ parts }) => parts.some(({ key }) => key === undefined));
  return listOf(
    () => repeated(known),
    () => undecidedDuplicates(unknown, identified),
  );
};

/** Returns the identity of a resource, or nothing if AWS or Pulumi generates a part of it. */
function identify(graph: Graph, resource: UntypedGraphResource, { properties }: Identity): IdentifiedResource[] {
  const provider: IdentityPart = { key: resource.provider ?? "", sources: [], reasons: [] };
  const region = partOf(graph, resource, { path: "region", valueIfAbsent: "" });
  const parts = [provider, region, ...properties.map((property) => partOf(graph, resource, property))];
  const complete = parts.filter((part) => part !== undefined);
  return complete.length === parts.length ? [{ resource, parts: complete }] : [];
}

function partOf(graph: Graph, resource: UntypedGraphResource, property: IdentityProperty): IdentityPart | undefined {
  const { path, reference, valueIfAbsent } = property;
  const outcome = tryEvaluate(() => withUnknownPartition(() => valueAt(resource.props, path.split("."))));
  if (outcome.reasons === undefined) {
    const value = outcome.value ?? valueIfAbsent;
    return value === undefined ? undefined : { key: JSON.stringify(value), sources: [], reasons: [] };
  }
  const sources = [...graph.sourcesOf(resource, path)].sort();
  const [source, ...others] = sources;
  if (source !== undefined && others.length === 0 && typeOf(source) === reference)
    return { key: `from ${source}`, sources, reasons: [] };
  return { sources, reasons: outcome.reasons };
}

/** Returns the type in a URN, which follows the types of the parents. */
const typeOf = (urn: Urn): string => {
  const [, , types = ""] = urn.split("::");
  return canonicalType(types.slice(types.lastIndexOf("$") + 1));
};

/** Returns the number, string, or Boolean at a path. Other values do not identify a resource. */
function valueAt(object: object, [name = "", ...rest]: readonly string[]): string | number | boolean | undefined {
  const value = (object as Readonly<Record<string, unknown>>)[name];
  if (rest.length > 0) return typeof value === "object" && value !== null ? valueAt(value, rest) : undefined;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

/** Returns an issue for each resource whose identity an earlier resource has. */
function repeated(identified: readonly IdentifiedResource[]): readonly StackIssue[] {
  const seen = new Set<string>();
  return identified.flatMap(({ resource, parts }) => {
    const identity = JSON.stringify(parts.map(({ key }) => key));
    if (!seen.has(identity)) {
      seen.add(identity);
      return [];
    }
    return [{ resource, message: "the program declares this resource twice" }];
  });
}

/** Is undecided if a resource whose identity is unknown may be the same as another one. */
function undecidedDuplicates(
  unknown: readonly IdentifiedResource[],
  identified: readonly IdentifiedResource[],
): readonly StackIssue[] {
  const reasons = unknown
    .filter((one) => identified.some((other) => other !== one && mayBeEqual(one, other)))
    .flatMap(({ parts }) => parts.flatMap((part) => part.reasons));
  if (reasons.length > 0) throwUndecided(reasons);
  return [];
}

const mayBeEqual = (first: IdentifiedResource, second: IdentifiedResource): boolean =>
  first.parts.every((part, index) => {
    const other = second.parts[index];
    return other !== undefined && partsMayBeEqual(part, other);
  });

/** Whether two parts may be equal. Values that come from different new resources are different. */
function partsMayBeEqual(first: IdentityPart, second: IdentityPart): boolean {
  if (first.key !== undefined && second.key !== undefined) return first.key === second.key;
  if (first.sources.length === 0 && second.sources.length === 0) return true;
  const isUnrecorded = ({ key, sources }: IdentityPart) => key === undefined && sources.length === 0;
  if (isUnrecorded(first) || isUnrecorded(second)) return true;
  return first.sources.join(" ") === second.sources.join(" ");
}
