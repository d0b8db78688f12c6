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

  /** The resources that the program registers. Excludes the stack resource and default providers. */
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

  /** What the engine could not compute. */
  get gaps(): PlanGaps {
    return this.plan.gaps;
  }

  /** Returns `type name` of every resource, sorted, for example for a snapshot test. */
  inventory(): string[] {
    return this.resources.map(describeResource).sort();
  }

  /**
   * Returns the resources of a type, sorted by name. Registration order is not deterministic: it depends on when
   * inputs resolve.
   */
  byType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Returns the only resource with a type and name.
   *
   * @param name - the name of the resource; it can be omitted if the stack contains one resource of the type
   * @throws Error if no resource or several resources match
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

  /** Returns `type name` of the resources that a property of a resource refers to, sorted. */
  references(resource: Resource, property: string): string[] {
    return referencedUrns(resource, property)
      .map((urn) => this.#describe(urn))
      .sort();
  }

  /** Returns `type name` of every resource that a resource depends on, sorted. */
  dependencies(resource: Resource): string[] {
    return resource.dependencies.map((urn) => this.#describe(urn)).sort();
  }

  /** Returns the children of a resource, their children, and so on, in registration order. */
  descendants(ancestor: Resource): readonly Resource[] {
    const ancestors = new Set<Urn>([ancestor.urn]);
    // One pass suffices: a parent is registered before its children.
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

/** Returns the URNs of the resources that a property of a resource refers to. */
export function referencedUrns({ propertyDependencies }: Resource, property: string): readonly Urn[] {
  // A property can be named like a member of Object.prototype, such as "constructor".
  return Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
}

/**
 * Rejects the plan of a program that failed, because resources may be missing.
 *
 * @throws Error with the first error that the program logged
 */
export function requireSucceeded({ result, diagnostics }: Plan): void {
  if (result === "succeeded") return;
  const reason = diagnostics.find(({ severity }) => severity === "error")?.message ?? "it logged no error";
  throw new Error(`The program failed, so its plan may be incomplete: ${reason}`);
}
