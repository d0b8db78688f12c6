import {
  type Diagnostic,
  type PlanGaps,
  type Plan,
  type Properties,
  type Resource,
  STACK_TYPE,
  type Urn,
} from "@roadbed/plan";
import { closestNames } from "@roadbed/policies/internal";

/** A plan with queries for tests. */
export class StackPlan {
  /** The plan that the queries read. */
  readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /** The resources that the program registers, without the stack resource and default providers. */
  get resources(): readonly Resource[] {
    return this.plan.resources.filter(({ implicit, type }) => implicit !== true && type !== STACK_TYPE);
  }

  /** The outputs of the stack. */
  get outputs(): Properties {
    return this.plan.outputs;
  }

  /** The messages that the program and the engine log. */
  get diagnostics(): readonly Diagnostic[] {
    return this.plan.diagnostics;
  }

  /** The plan's coverage gaps. */
  get gaps(): PlanGaps {
    return this.plan.gaps;
  }

  /** Returns a sorted list with `type name` for every resource, for example for a snapshot test. */
  inventory(): string[] {
    return this.resources.map(describeResource).sort();
  }

  /**
   * Returns the resources of a type, sorted by name. The registration order is not deterministic, because it depends on
   * when inputs resolve.
   */
  byType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Returns the only resource with a type and name.
   *
   * @param name - the name of the resource. Can be omitted if the stack contains only one resource of the type.
   * @throws Error if no resource or more than one resource matches
   */
  get(type: string, name?: string): Resource {
    const matches = this.byType(type).filter((resource) => name === undefined || resource.name === name);
    const [match] = matches;
    if (match !== undefined && matches.length === 1) return match;
    const label = name === undefined ? type : `${type} ${name}`;
    if (matches.length > 1) {
      const names = matches.map((resource) => `"${resource.name}"`).join(", ");
      throw new Error(`Expected one resource ${label}, got ${matches.length}: ${names}. Pass a name.`);
    }
    const suggestions = closestNames(label, this.inventory()).map((suggestion) => `"${suggestion}"`);
    const hint = suggestions.length === 0 ? "" : ` Did you mean ${suggestions.join(" or ")}?`;
    throw new Error(`No resource matches "${label}".${hint}`);
  }

  /** Returns a sorted list with `type name` for every resource that a resource's property refers to. */
  references(resource: Resource, property: string): string[] {
    return referencedUrns(resource, property)
      .map((urn) => this.#describe(urn))
      .sort();
  }

  /** Returns a sorted list with `type name` for every resource that a resource depends on. */
  dependencies(resource: Resource): string[] {
    return resource.dependencies.map((urn) => this.#describe(urn)).sort();
  }

  /** Returns the children of a resource, their children, and so on, in registration order. */
  descendants(ancestor: Resource): readonly Resource[] {
    const ancestors = new Set<Urn>([ancestor.urn]);
    // One pass is sufficient, because a parent is registered before its children.
    return this.plan.resources.filter(({ urn, parent }) => {
      const isDescendant = parent !== undefined && ancestors.has(parent);
      if (isDescendant) ancestors.add(urn);
      return isDescendant;
    });
  }

  #describe(urn: Urn): string {
    const resource = this.plan.resources.find((candidate) => candidate.urn === urn);
    return resource === undefined ? urn : describeResource(resource);
  }
}

const describeResource = ({ type, name }: Resource): string => `${type} ${name}`;

/** Returns the URNs of the resources that a resource's property refers to. */
export function referencedUrns({ propertyDependencies }: Resource, property: string): readonly Urn[] {
  // A property can have the name of an Object.prototype member, such as "constructor".
  return Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
}

/**
 * Asserts that the program succeeded, because the plan of a failed program may lack resources.
 *
 * @throws Error with the first error that the program logged
 */
export function requireSucceeded({ result, diagnostics }: Plan): void {
  if (result === "succeeded") return;
  const reason = diagnostics.find(({ severity }) => severity === "error")?.message ?? "it logged no error";
  throw new Error(`The program failed, so its plan may be incomplete: ${reason}`);
}
