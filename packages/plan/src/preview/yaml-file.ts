import { readFileSync } from "node:fs";
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { PreviewError } from "./program";
import { reasonOf } from "./reason";

/** A YAML file with the place of everything in it, so that a complaint can say where to look. */
export class YamlFile {
  readonly path: string;
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  /** @throws PreviewError `configuration` with line and column, if the text is not one YAML map. */
  constructor(path: string) {
    this.path = path;
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch (error) {
      throw new PreviewError("configuration", `${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
    }
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, intAsBigInt: true });
    const [fault] = this.#document.errors;
    if (fault !== undefined) throw this.#problemAt(fault.pos[0], fault.message);
    const root = this.#document.contents;
    if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null))
      throw this.#problemAt(root.range[0], "expected a map of settings");
  }

  /** The value at a path of keys as plain data, undefined if there is none. Whole numbers are bigints. */
  get(...path: readonly string[]): unknown {
    const node = this.#node(path);
    if (node === undefined) return undefined;
    try {
      return node.toJS(this.#document) as unknown;
    } catch (error) {
      throw this.problem(path, reasonOf(error));
    }
  }

  /** The text at a path, undefined if there is none. @throws PreviewError `configuration` if it is not text. */
  text(...path: readonly string[]): string | undefined {
    const value = this.get(...path);
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string") return value;
    if (typeof value === "bigint" || typeof value === "number") return String(value);
    throw this.problem(path, `"${path.join(".")}" must be text`);
  }

  /** The keys of the map at a path, none if it is absent. @throws PreviewError `configuration` if it is not a map. */
  keys(...path: readonly string[]): readonly string[] {
    const node = this.#node(path);
    if (node === undefined || (isScalar(node) && node.value === null)) return [];
    if (!isMap(node)) throw this.problem(path, `"${path.join(".")}" must be a map`);
    return node.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : String(pair.key)));
  }

  /** A complaint about the value at a path, with file, line and column. */
  problem(path: readonly string[], message: string): PreviewError {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = this.#node(path.slice(0, length))?.range?.[0];
      if (offset !== undefined) return this.#problemAt(offset, message);
    }
    return new PreviewError("configuration", `${this.path}: ${message}.`);
  }

  #problemAt(offset: number, message: string): PreviewError {
    const { line, col } = this.#lines.linePos(offset);
    const sentence = message.replace(/\.?\s*$/, "");
    return new PreviewError("configuration", `${this.path}:${line}:${col}: ${sentence}.`);
  }

  #node(path: readonly string[]): Node | undefined {
    let node: unknown = this.#document.contents;
    for (const key of path) {
      if (!isMap(node)) return undefined;
      node = node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)?.value;
    }
    return (node as Node | null | undefined) ?? undefined;
  }
}
