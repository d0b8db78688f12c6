import {
  isList,
  isProperties,
  isReference,
  isUnknown,
  unwrapSecret,
  type Resource,
  type Urn,
  type Value,
} from "@roadbed/plan";
import { unknownElements, knownSlot, List, type Slot } from "../kernel/list";
import { InputPath } from "../kernel/input-path";
import { throwUndecided } from "../kernel/check-session";
import { CheckedResource } from "../kernel/checked-resource";
import type { UndecidedReason } from "../model/rule-result";
import { canonicalType } from "../kernel/resource-types";
import { hasUnknownName, knownNamesOf, isGeneratedId, shortNames } from "./resource-names";

/** Whether a property refers to a resource. "maybe" means that it depends on an unknown value. */
export type ReferenceMatch = "yes" | "no" | "maybe";

/** Identifies a resource of the graph. */
export type ResourceReference = Pick<GraphNode, "urn">;

/** A resource that stack rules check. */
export interface GraphNode {
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The name of the resource in the program. */
  readonly name: string;
  /** The type token of the resource. */
  readonly type: string;
  /** The resource option `protect`. */
  readonly protect: boolean | undefined;
  /** The resource option `ignoreChanges`. */
  readonly ignoreChanges: readonly string[];
  /** The URN of the provider. */
  readonly provider: Urn | undefined;
  /** The inputs of the resource. Reading an unknown value makes the result undecided. */
  readonly props: unknown;
}

/** The references in one property of one resource type. Lookups by key avoid comparing every pair of resources. */
interface Index {
  readonly byKey: ReadonlyMap<string, readonly Node[]>;
  /** Resources that may refer to any resource. */
  readonly unresolved: readonly Node[];
  /** Resources whose property is a known string, which may be the name of a resource whose name is not known yet. */
  readonly literal: readonly Node[];
}

/** The maximum number of unresolved referrers to list individually, because comparing every pair would take quadratic time. */
const MAX_UNRESOLVED = 10;

/** The resources of a stack and the references between them. */
export class ResourceGraph {
  readonly #nodes = new Map<Urn, Node>();
  readonly #byType = new Map<string, Node[]>();
  readonly #indexes = new Map<string, Index>();

  readonly #isComplete: boolean;

  /**
   * @param resources - all resources of the plan; resources that the program only reads can be referenced, but not
   * evaluated
   * @param isComplete - whether the program has registered all its resources; otherwise, every list can have more
   * elements
   */
  constructor(resources: readonly Resource[], isComplete = true) {
    this.#isComplete = isComplete;
    for (const resource of resources) {
      const node = new Node(resource);
      this.#nodes.set(resource.urn, node);
      if (resource.external) continue;
      const siblings = this.#byType.get(node.type);
      if (siblings) siblings.push(node);
      else this.#byType.set(node.type, [node]);
    }
  }

  /** Returns the resources of these types and their aliases that the stack manages. */
  managed(types: readonly string[]): readonly Resource[] {
    const distinct = new Set(types.map(canonicalType));
    return [...distinct].flatMap((type) => this.#ofType(type).map(({ resource }) => resource));
  }

  /** Returns the resource with a URN. */
  resource(urn: Urn): Resource | undefined {
    return this.#nodes.get(urn)?.resource;
  }

  /** Returns the resources of a type and of its aliases, in order of registration. */
  byType(type: string): readonly GraphNode[] {
    const slots = this.#ofType(type).map((node) => knownSlot(node.vertex));
    return new List([...slots, ...this.#missing()]).view as readonly GraphNode[];
  }

  /** Returns resources as `byType` does. In typed graphs, this method accepts types that are known only at run time. */
  byTypeToken(type: string): readonly GraphNode[] {
    return this.byType(type);
  }

  /** Returns resources as `referrers` does. In typed graphs, this method accepts types that are known only at run time. */
  referrersByTypeToken(to: ResourceReference, type: string, property: string): readonly GraphNode[] {
    return this.referrers(to, type, property);
  }

  /**
   * Returns whether a property of one resource refers to another. `property` can be a path (`spec.scaleTargetRef.name`).
   * If the path leads through an array, any element of the array can refer to the resource. Known values are compared with the IDs, names, and ARNs of `to`. Unknown
   * values are resolved by the dependencies that the program recorded.
   */
  matchReference(from: ResourceReference, property: string, to: ResourceReference): ReferenceMatch {
    const [source, target] = [this.#nodes.get(from.urn), this.#nodes.get(to.urn)];
    return source && target ? this.#match(source, property, target) : "no";
  }

  /** Returns whether a property of one resource refers to another. The result is undecided if `matchReference` is "maybe". */
  references(from: ResourceReference, property: string, to: ResourceReference): boolean {
    const match = this.matchReference(from, property, to);
    if (match === "maybe") throwUndecided([unknownIn(from.urn, property)]);
    return match === "yes";
  }

  /**
   * Returns whether a property is unknown and, according to the recorded dependencies, comes only from resources of one
   * type. The value is then an output of such a resource, or derived from one. Programs record dependencies for top-level
   * properties, so the result applies to all unknown values in the property that the path starts with.
   */
  isOutputOf(from: ResourceReference, property: string, type: string): boolean {
    const source = this.#nodes.get(from.urn);
    const sources = source?.sourcesOf(property) ?? [];
    if (source === undefined || sources.length === 0) return false;
    if (!source.leavesAt(property).some((leaf) => leaf.value === undefined)) return false;
    return sources.every((urn) => this.#nodes.get(urn)?.type === canonicalType(type));
  }

  /** Returns the URNs of the resources that a property comes from, as recorded by the program for top-level properties. */
  sourcesOf(from: ResourceReference, property: string): readonly Urn[] {
    return this.#nodes.get(from.urn)?.sourcesOf(property) ?? [];
  }

  /** Returns the resources of a type whose property refers to `to`. It is undecided whether a "maybe" belongs to the list. */
  referrers(to: ResourceReference, type: string, property: string): readonly GraphNode[] {
    const target = this.#nodes.get(to.urn);
    const index = this.#index(type, property);
    const keys = target ? [`urn ${target.resource.urn}`, ...[...target.knownNames].map((id) => `is ${id}`)] : [];
    const candidates = new Set(keys.flatMap((key) => index.byKey.get(key) ?? []));
    const possible = target?.hasUnknownName === true ? [...index.unresolved, ...index.literal] : index.unresolved;
    if (possible.length <= MAX_UNRESOLVED) for (const node of possible) candidates.add(node);
    const slots = [...candidates].flatMap((node): readonly Slot[] => {
      const match = target ? this.#match(node, property, target) : "no";
      if (match === "no") return [];
      return [
        { ...knownSlot(node.vertex), ...(match === "maybe" && { reasons: [unknownIn(node.resource.urn, property)] }) },
      ];
    });
    if (possible.length > MAX_UNRESOLVED)
      slots.push(
        unknownElements(possible.slice(0, MAX_UNRESOLVED).map((node) => unknownIn(node.resource.urn, property))),
      );
    return new List([...slots, ...this.#missing(to.urn)]).view as readonly GraphNode[];
  }

  /** Returns a slot for the resources that the program has not registered. */
  #missing(urn?: Urn): readonly Slot[] {
    if (this.#isComplete) return [];
    return [unknownElements([{ path: "", cause: "missing", ...(urn !== undefined && { urn }) }])];
  }

  #ofType(type: string): readonly Node[] {
    return this.#byType.get(canonicalType(type)) ?? [];
  }

  #match(from: Node, property: string, to: Node): ReferenceMatch {
    const leaves = from.leavesAt(property);
    if (leaves.some((leaf) => leaf.value !== undefined && matches(leaf.value, to))) return "yes";
    const sources = from.sourcesOf(property);
    const unknowns = leaves.filter((leaf) => leaf.value === undefined).length;
    if (unknowns === 0) {
      if (sources.length === 0 && this.#mayName(leaves, to)) return "maybe";
      // A known value that comes from `to` may be its ID, which CrossGuard does not pass to policies.
      const comesFromTarget =
        leaves.length > 0 && sources.includes(to.resource.urn) && typeof to.resource.id !== "string";
      return comesFromTarget && this.#candidates(sources, to) === 1 ? "yes" : "no";
    }
    if (sources.length === 0 || sources.some((urn) => this.#mayContain(urn))) return "maybe";
    if (!sources.includes(to.resource.urn)) return "no";
    // An unknown value that comes from several resources of the type may refer to any of them.
    return unknowns >= this.#candidates(sources, to) ? "yes" : "maybe";
  }

  /** Whether a property may contain the unknown name of `to`. A string that is the name of another resource does not count. */
  #mayName(leaves: ReturnType<Node["leavesAt"]>, to: Node): boolean {
    if (!to.hasUnknownName) return false;
    const names = leaves.flatMap(({ value }) => (value === undefined || isGeneratedId(value) ? [] : [value]));
    return names.some((name) => !this.#ofType(to.type).some((candidate) => matches(name, candidate)));
  }

  #candidates(sources: readonly Urn[], to: Node): number {
    return sources.filter((urn) => this.#nodes.get(urn)?.type === to.type).length;
  }

  /** Whether a URN identifies a component or a resource outside the plan. Its values may come from any of its children. */
  #mayContain(urn: Urn): boolean {
    return this.#nodes.get(urn)?.resource.custom !== true;
  }

  #index(type: string, property: string): Index {
    const name = `${canonicalType(type)} ${property}`;
    let index = this.#indexes.get(name);
    if (index === undefined) this.#indexes.set(name, (index = this.#buildIndex(type, property)));
    return index;
  }

  #buildIndex(type: string, property: string): Index {
    const byKey = new Map<string, Node[]>();
    const unresolved: Node[] = [];
    const literal: Node[] = [];
    for (const node of this.#ofType(type)) {
      const leaves = node.leavesAt(property);
      const sources = node.sourcesOf(property);
      const hasUnknown = leaves.some((leaf) => leaf.value === undefined);
      if (hasUnknown && (sources.length === 0 || sources.some((urn) => this.#mayContain(urn)))) unresolved.push(node);
      if (!hasUnknown && sources.length === 0 && leaves.length > 0) literal.push(node);
      const names = leaves.flatMap(({ value }) => (value === undefined ? [] : [value, ...shortNames(value)]));
      for (const key of new Set([...names.map((name) => `is ${name}`), ...sources.map((urn) => `urn ${urn}`)])) {
        const nodes = byKey.get(key);
        if (nodes) nodes.push(node);
        else byKey.set(key, [node]);
      }
    }
    return { byKey, unresolved, literal };
  }
}

const matches = (value: string, to: Node) =>
  value === to.resource.urn || [value, ...shortNames(value)].some((name) => to.knownNames.has(name));

const unknownIn = (urn: Urn, path: string): UndecidedReason => ({ path, urn, cause: "unknown" });

class Node {
  readonly resource: Resource;
  readonly type: string;
  readonly vertex: GraphNode;
  #knownNames: ReadonlySet<string> | undefined;
  #hasUnknownName: boolean | undefined;

  constructor(resource: Resource) {
    this.resource = resource;
    this.type = canonicalType(resource.type);
    const { urn, name, type, inputs, options, provider } = resource;
    const subject = new CheckedResource({ urn, name, type, inputs }, new InputPath("", undefined, urn));
    this.vertex = {
      urn,
      name,
      type,
      protect: options.protect,
      ignoreChanges: options.ignoreChanges ?? [],
      provider,
      get props() {
        return subject.view;
      },
    };
  }

  get hasUnknownName(): boolean {
    return (this.#hasUnknownName ??= hasUnknownName(this.resource));
  }

  get knownNames(): ReadonlySet<string> {
    return (this.#knownNames ??= knownNamesOf(this.resource));
  }

  /** Returns the strings at a path, including those in arrays. Unknown values have no `value`. */
  leavesAt(path: string): readonly { readonly value?: string }[] {
    return leaves(this.resource.inputs, path.split("."));
  }

  /** Returns the URNs of the resources that a property comes from, as recorded by the program. */
  sourcesOf(path: string): readonly Urn[] {
    const [top = ""] = path.split(".");
    const { propertyDependencies } = this.resource;
    return Object.hasOwn(propertyDependencies, top) ? (propertyDependencies[top] ?? []) : [];
  }
}

function leaves(value: Value | undefined, path: readonly string[]): readonly { readonly value?: string }[] {
  if (value === undefined || value === null) return [];
  const inner = unwrapSecret(value);
  if (isUnknown(inner)) return [{}];
  if (isList(inner)) return inner.flatMap((element) => leaves(element, path));
  if (isReference(inner)) return path.length === 0 ? [{ value: inner.urn }] : [];
  const [name, ...rest] = path;
  if (name !== undefined) return isProperties(inner) && Object.hasOwn(inner, name) ? leaves(inner[name], rest) : [];
  return typeof inner === "string" ? [{ value: inner }] : [];
}
