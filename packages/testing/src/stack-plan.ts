import {
  type Diagnostic,
  type Gaps,
  type Plan,
  type Properties,
  type Resource,
  STACK_TYPE,
  type Urn,
} from "@roadbed/plan";
import { closest } from "@roadbed/policies";

/** A plan, with the questions that tests ask of one. */
export class StackPlan {
  readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /** What the program registered: neither the stack itself nor the providers that the engine made. */
  get resources(): readonly Resource[] {
    return this.plan.resources.filter(({ implicit, type }) => implicit !== true && type !== STACK_TYPE);
  }

  get outputs(): Properties {
    return this.plan.outputs;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.plan.diagnostics;
  }

  get gaps(): Gaps {
    return this.plan.gaps;
  }

  /** `type name` of every resource, sorted: a golden test of what a stack is made of, and of its names. */
  inventory(): string[] {
    return this.resources.map(({ type, name }) => `${type} ${name}`).sort();
  }

  /** The resources of a type, sorted by name: the order of registration follows from when inputs become known. */
  ofType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * The one resource of a type and name; the name may be left out where there is one of the type.
   * @throws Error naming what comes nearest
   */
  find(type: string, name?: string): Resource {
    const found = this.ofType(type).filter((resource) => name === undefined || resource.name === name);
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    const wanted = name === undefined ? type : `${type} ${name}`;
    if (found.length > 1) throw new Error(`${found.length} resources are ${wanted}: ${namesOf(found)}; give the name.`);
    throw new Error(
      `No resource is ${wanted}. The nearest: ${closest(wanted, this.inventory()).join(", ") || "none"}.`,
    );
  }

  /** The resources that one property of a resource refers to, as `type name`, sorted. */
  references(resource: Resource, property: string): string[] {
    return sourcesOf(resource, property)
      .map((urn) => this.#describe(urn))
      .sort();
  }

  /** Everything a resource waits for, as `type name`, sorted. */
  dependencies(resource: Resource): string[] {
    return resource.dependencies.map((urn) => this.#describe(urn)).sort();
  }

  /** The resources below a resource, at any depth. */
  descendants(ancestor: Resource): readonly Resource[] {
    const below = new Set<Urn>([ancestor.urn]);
    // Registration order: a parent comes before its children.
    return this.plan.resources.filter(({ urn, parent }) => {
      const inside = parent !== undefined && below.has(parent);
      if (inside) below.add(urn);
      return inside;
    });
  }

  #describe(urn: Urn): string {
    const found = this.plan.resources.find((resource) => resource.urn === urn);
    return found === undefined ? urn : `${found.type} ${found.name}`;
  }
}

/** The resources that one property of a resource refers to. */
export function sourcesOf({ propertyDependencies }: Resource, property: string): readonly Urn[] {
  // A program may call a property `constructor`.
  return Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
}

/**
 * Refuses the plan of a program that failed: it lacks what would have come after, so that nothing found in it means nothing.
 * @throws Error with the first thing that went wrong
 */
export function requireSucceeded({ result, diagnostics }: Plan): void {
  if (result === "succeeded") return;
  const reason = diagnostics.find(({ severity }) => severity === "error")?.message ?? "it does not say why";
  throw new Error(`The program failed, and may not have registered everything: ${reason}`);
}

const namesOf = (resources: readonly Resource[]) => resources.map(({ name }) => name).join(", ");
