import type { Urn } from "@roadbed/plan";

/** The path of a value in the inputs of a resource. Its string is built on demand, since most paths are never reported. */
export class InputPath {
  readonly #parent: InputPath | undefined;
  readonly #key: string | number;
  /** The resource, if the rule inspects several. */
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

  /** Returns a path such as `ingress[1].cidrBlocks[0]`; the empty string for the inputs as a whole. */
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

/** The key under which a view returns its path. No property of a program can have it. */
export const INPUT_PATH: unique symbol = Symbol.for("@roadbed/policies:input-path/1") as never;

/** Returns the path of a view; undefined for any other object. */
export function inputPathOf(value: object): InputPath | undefined {
  return (value as { readonly [INPUT_PATH]?: InputPath })[INPUT_PATH];
}

/** Splits a path that `joinPath` built into its keys. */
export function pathSteps(path: string): readonly (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g)].map(([, index, quoted, plain = ""]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(quoted) as string) : plain,
  );
}
