import type { Urn } from "@roadbed/plan";

/** The path of a value in the inputs of a resource. Its string is built on demand, because most paths are never reported. */
export class InputPath {
  readonly #parent: InputPath | undefined;
  readonly #key: string | number;
  /** The URN of the resource. Set for stack rules only. */
  readonly urn: Urn | undefined;

  constructor(key: string | number = "", parent?: InputPath, urn?: Urn) {
    this.#key = key;
    this.#parent = parent;
    this.urn = urn ?? parent?.urn;
  }

  /** Whether the path refers to all inputs. */
  get isRoot(): boolean {
    return this.#parent === undefined;
  }

  /** Returns the path of a property or an element of the value. */
  child(key: string | number): InputPath {
    return new InputPath(key, this);
  }

  /** Returns a path such as `ingress[1].cidrBlocks[0]`, or the empty string for all inputs. */
  toString(): string {
    if (this.#parent === undefined) return "";
    return joinPath(this.#parent.toString(), this.#key);
  }
}

const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;

/** Appends a key to a path in Pulumi's notation, which puts names with special characters in brackets and quotes. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!PLAIN_NAME.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** The key under which a proxy of inputs returns its path. It is a symbol, so that no input can have the same name. */
export const INPUT_PATH: unique symbol = Symbol.for("@roadbed/policies:input-path/1") as never;

/** Returns the path of a proxy of inputs, or undefined for any other object. */
export function inputPathOf(value: object): InputPath | undefined {
  return (value as { readonly [INPUT_PATH]?: InputPath })[INPUT_PATH];
}

/** Returns the keys of a path that `joinPath` has built. */
export function pathSteps(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, index, quoted, plain = ""]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(quoted) as string) : plain,
  );
}
