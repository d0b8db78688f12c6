import { STACK_TYPE, type Plan, type Urn } from "@roadbed/plan";

/** Maps the lines of a program to the resources that they create. */
export class ResourcesByLine {
  readonly #byPosition = new Map<string, Urn[]>();
  /** The direct children of each component. */
  readonly #children = new Map<Urn, Urn[]>();

  constructor({ resources }: Plan) {
    // The stack is excluded, because every resource is a descendant of it.
    const components = new Set(
      resources.flatMap(({ urn, type, custom }) => (custom || type === STACK_TYPE ? [] : urn)),
    );
    for (const { urn, type, parent, source } of resources) {
      if (parent !== undefined && components.has(parent)) add(this.#children, parent, urn);
      if (source !== undefined && type !== STACK_TYPE) add(this.#byPosition, `${source.file}:${source.line}`, urn);
    }
  }

  /** Returns the resources that a line creates, with all descendants of components. */
  at(file: string, line: number): readonly Urn[] {
    const found = new Set<Urn>();
    const pending = [...(this.#byPosition.get(`${file}:${line}`) ?? [])];
    for (let urn = pending.pop(); urn !== undefined; urn = pending.pop()) {
      if (found.has(urn)) continue;
      found.add(urn);
      pending.push(...(this.#children.get(urn) ?? []));
    }
    return [...found];
  }
}

function add(groups: Map<string, Urn[]>, key: string, urn: Urn): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [urn]);
  else group.push(urn);
}
