import type { Urn } from "@roadbed/plan";

/** Where a value stands in a resource's inputs. The text is made only when somebody asks: most places never report. */
export class InputPath {
  readonly #parent: InputPath | undefined;
  readonly #key: string | number;
  /** The resource, if the rule looks at several. */
  readonly urn: Urn | undefined;

  constructor(key: string | number = "", parent?: InputPath, urn?: Urn) {
    this.#key = key;
    this.#parent = parent;
    this.urn = urn ?? parent?.urn;
  }

  get isRoot(): boolean {
    return this.#parent === undefined;
  }

  child(key: string | number): InputPath {
    return new InputPath(key, this);
  }

  /** As `ingress[1].cidrBlocks[0]`; the empty text for the inputs as a whole. */
  toString(): string {
    if (this.#parent === undefined) return "";
    return joinPath(this.#parent.toString(), this.#key);
  }
}

const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;

/** One step further on a path, in Pulumi's notation: names that are not plain stand in brackets and quotes. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!PLAIN_NAME.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Answered by views alone; no property of a program can have this key. */
export const INPUT_PATH: unique symbol = Symbol.for("@roadbed/policies:place") as never;

/** Where a view stands, or undefined for anything that is no view. */
export function inputPathOf(value: object): InputPath | undefined {
  return (value as { readonly [INPUT_PATH]?: InputPath })[INPUT_PATH];
}

/** The steps of a path that `joinPath` made. */
export function pathSteps(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, index, quoted, plain = ""]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(quoted) as string) : plain,
  );
}
