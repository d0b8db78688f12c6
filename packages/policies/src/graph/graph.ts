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
import { throwUndecided } from "../kernel/check-run";
import { CheckedResource } from "../kernel/checked-resource";
import type { UndecidedReason } from "../model/rule-result";
import { canonicalType } from "../kernel/resource-types";
import { hasUnknownName, knownNamesOf, isChosenByAws, shortNames } from "./resource-names";

export type ReferenceMatch = "yes" | "no" | "maybe";

/** Any resource of the graph. */
export type ResourceReference = Pick<GraphNode, "urn">;

/** A resource as stack rules see it. */
export interface GraphNode {
  readonly urn: Urn;
  readonly name: string;
  readonly type: string;
  readonly protect: boolean | undefined;
  readonly ignoreChanges: readonly string[];
  /** A view on the inputs: reading what is unknown leaves the question open. */
  readonly props: unknown;
}

/** Who refers by one property of one type to what, found by key instead of by trying every pair. */
interface Index {
  readonly byKey: ReadonlyMap<string, readonly Node[]>;
  /** Those that may refer to anything. */
  readonly unresolved: readonly Node[];
  /** Those that say it by a text, which may be a name that is not known yet. */
  readonly literal: readonly Node[];
}

/** More referrers that may mean anything than this are told as one: nobody reads the list, and pairs would be quadratic. */
const MAX_UNRESOLVED = 10;

/** The resources of a stack and how they refer to each other. */
export class ResourceGraph {
  readonly #nodes = new Map<Urn, Node>();
  readonly #byType = new Map<string, Node[]>();
  readonly #indexes = new Map<string, Index>();

  /** What is only read, not managed, can be referred to but is itself not judged. */
  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      const node = new Node(resource);
      this.#nodes.set(resource.urn, node);
      if (resource.external) continue;
      const same = this.#byType.get(node.type);
      if (same) same.push(node);
      else this.#byType.set(node.type, [node]);
    }
  }

  /** The resources of these types and their twins that the stack manages. */
  managed(types: readonly string[]): readonly Resource[] {
    const distinct = new Set(types.map(canonicalType));
    return [...distinct].flatMap((type) => this.#ofType(type).map(({ resource }) => resource));
  }

  resource(urn: Urn): Resource | undefined {
    return this.#nodes.get(urn)?.resource;
  }

  /** All resources of a type and of its twins, in order of registration. */
  byType(type: string): readonly GraphNode[] {
    return new List(this.#ofType(type).map((node) => knownSlot(node.vertex))).view as readonly GraphNode[];
  }

  /** Like `byType`. Typed graphs offer it for types that are known only at run time. */
  byRuntimeType(type: string): readonly GraphNode[] {
    return this.byType(type);
  }

  /** Like `referrers`. Typed graphs offer it for types that are known only at run time. */
  runtimeReferrers(to: ResourceReference, type: string, property: string): readonly GraphNode[] {
    return this.referrers(to, type, property);
  }

  /**
   * Whether a property of one resource means another. `property` may be a path (`spec.scaleTargetRef.name`) and hold a
   * list, of which any element counts. Known values are compared with the ids, names and ARNs of `to`; unknown ones by
   * the dependencies that the program recorded.
   */
  matchReference(from: ResourceReference, property: string, to: ResourceReference): ReferenceMatch {
    const [source, target] = [this.#nodes.get(from.urn), this.#nodes.get(to.urn)];
    return source && target ? this.#meets(source, property, target) : "no";
  }

  /** Like `meets`; a maybe is an unknown value that was read. */
  references(from: ResourceReference, property: string, to: ResourceReference): boolean {
    const answer = this.matchReference(from, property, to);
    if (answer === "maybe") throwUndecided([unknownIn(from.urn, property)]);
    return answer === "yes";
  }

  /**
   * Whether a property is not known yet and comes from resources of one type alone, as far as the program recorded: it
   * is one of their outputs then, or made of them. Says so of all unknowns below the first name of the path.
   */
  isOutputOf(from: ResourceReference, property: string, type: string): boolean {
    const source = this.#nodes.get(from.urn);
    const sources = source?.sourcesOf(property) ?? [];
    if (source === undefined || sources.length === 0) return false;
    if (!source.leavesAt(property).some((leaf) => leaf.value === undefined)) return false;
    return sources.every((urn) => this.#nodes.get(urn)?.type === canonicalType(type));
  }

  /** The resources of a type that refer to `to` by a property; those that only may are uncertain elements of the list. */
  referrers(to: ResourceReference, type: string, property: string): readonly GraphNode[] {
    const target = this.#nodes.get(to.urn);
    const index = this.#index(type, property);
    const keys = target ? [`urn ${target.resource.urn}`, ...[...target.identities].map((id) => `is ${id}`)] : [];
    const candidates = new Set(keys.flatMap((key) => index.byKey.get(key) ?? []));
    const loose = target?.hasUnknownName === true ? [...index.unresolved, ...index.literal] : index.unresolved;
    if (loose.length <= MAX_UNRESOLVED) for (const node of loose) candidates.add(node);
    const slots = [...candidates].flatMap((node): readonly Slot[] => {
      const answer = target ? this.#meets(node, property, target) : "no";
      if (answer === "no") return [];
      return [
        { ...knownSlot(node.vertex), ...(answer === "maybe" && { reasons: [unknownIn(node.resource.urn, property)] }) },
      ];
    });
    if (loose.length > MAX_UNRESOLVED)
      slots.push(unknownElements(loose.slice(0, MAX_UNRESOLVED).map((node) => unknownIn(node.resource.urn, property))));
    return new List(slots).view as readonly GraphNode[];
  }

  #ofType(type: string): readonly Node[] {
    return this.#byType.get(canonicalType(type)) ?? [];
  }

  #meets(from: Node, property: string, to: Node): ReferenceMatch {
    const leaves = from.leavesAt(property);
    if (leaves.some((leaf) => leaf.value !== undefined && matches(leaf.value, to))) return "yes";
    const sources = from.sourcesOf(property);
    const unknowns = leaves.filter((leaf) => leaf.value === undefined).length;
    if (unknowns === 0) {
      if (sources.length === 0 && this.#mayName(leaves, to)) return "maybe";
      // The value is known and comes from `to`, of which no id is told: policies under CrossGuard see none.
      const named = leaves.length > 0 && sources.includes(to.resource.urn) && typeof to.resource.id !== "string";
      return named && this.#candidates(sources, to) === 1 ? "yes" : "no";
    }
    if (sources.length === 0 || sources.some((urn) => this.#mayHide(urn))) return "maybe";
    if (!sources.includes(to.resource.urn)) return "no";
    // An unknown made of several resources of the type may be any of them; as many unknowns are one of each.
    return unknowns >= this.#candidates(sources, to) ? "yes" : "maybe";
  }

  /** A text that nothing else is called may be the name of what has one that is not known yet. */
  #mayName(leaves: ReturnType<Node["leavesAt"]>, to: Node): boolean {
    if (!to.hasUnknownName) return false;
    const texts = leaves.flatMap(({ value }) => (value === undefined || isChosenByAws(value) ? [] : [value]));
    return texts.some((text) => !this.#ofType(to.type).some((other) => matches(text, other)));
  }

  #candidates(sources: readonly Urn[], to: Node): number {
    return sources.filter((urn) => this.#nodes.get(urn)?.type === to.type).length;
  }

  /** A component or something outside of the plan: the value may come from any resource inside it. */
  #mayHide(urn: Urn): boolean {
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
      const open = leaves.some((leaf) => leaf.value === undefined);
      if (open && (sources.length === 0 || sources.some((urn) => this.#mayHide(urn)))) unresolved.push(node);
      if (!open && sources.length === 0 && leaves.length > 0) literal.push(node);
      const texts = leaves.flatMap(({ value }) => (value === undefined ? [] : [value, ...shortNames(value)]));
      for (const key of new Set([...texts.map((text) => `is ${text}`), ...sources.map((urn) => `urn ${urn}`)])) {
        const nodes = byKey.get(key);
        if (nodes) nodes.push(node);
        else byKey.set(key, [node]);
      }
    }
    return { byKey, unresolved, literal };
  }
}

const matches = (text: string, to: Node) =>
  text === to.resource.urn || [text, ...shortNames(text)].some((name) => to.identities.has(name));

const unknownIn = (urn: Urn, path: string): UndecidedReason => ({ path, urn, cause: "unknown" });

class Node {
  readonly resource: Resource;
  readonly type: string;
  readonly vertex: GraphNode;
  #identities: ReadonlySet<string> | undefined;
  #hasUnknownName: boolean | undefined;

  constructor(resource: Resource) {
    this.resource = resource;
    this.type = canonicalType(resource.type);
    const { urn, name, type, inputs, options } = resource;
    const subject = new CheckedResource({ urn, name, type, inputs }, new InputPath("", undefined, urn));
    this.vertex = {
      urn,
      name,
      type,
      protect: options.protect,
      ignoreChanges: options.ignoreChanges ?? [],
      get props() {
        return subject.view;
      },
    };
  }

  get hasUnknownName(): boolean {
    return (this.#hasUnknownName ??= hasUnknownName(this.resource));
  }

  get identities(): ReadonlySet<string> {
    return (this.#identities ??= knownNamesOf(this.resource));
  }

  /** The texts at a path, through lists; without `value` where unknown. */
  leavesAt(path: string): readonly { readonly value?: string }[] {
    return leaves(this.resource.inputs, path.split("."));
  }

  /** What the program says the property comes from. */
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
