import { STACK_TYPE, type Plan, type Urn } from "@roadbed/plan";

/** Maps the lines of a program to the resources that they create. */
export class CreatedLines {
  readonly #byPlace = new Map<string, Urn[]>();
  /** The direct children of each component. */
  readonly #inside = new Map<Urn, Urn[]>();

  constructor({ resources }: Plan) {
    // The stack is left out, because every resource is below it.
    const components = new Set(
      resources.flatMap(({ urn, type, custom }) => (custom || type === STACK_TYPE ? [] : urn)),
    );
    for (const { urn, type, parent, source } of resources) {
      if (parent !== undefined && components.has(parent)) add(this.#inside, parent, urn);
      if (source !== undefined && type !== STACK_TYPE) add(this.#byPlace, `${source.file}:${source.line}`, urn);
    }
  }

  /** Returns the resources that a line creates, with all descendants of components. */
  at(file: string, line: number): readonly Urn[] {
    const found = new Set<Urn>();
    const waiting = [...(this.#byPlace.get(`${file}:${line}`) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(...(this.#inside.get(next) ?? []));
    }
    return [...found];
  }
}

function add(groups: Map<string, Urn[]>, key: string, urn: Urn): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [urn]);
  else group.push(urn);
}
