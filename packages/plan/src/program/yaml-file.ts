import { readFileSync, statSync } from "node:fs";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from "yaml";
import { describeType } from "../documents";
import { errorReason, PreviewError } from "../errors";

/**
 * The maximum file size, which exceeds any settings file. The positions that the parser stores are a hundred times as
 * large.
 */
const MAX_BYTES = 4 * 1024 * 1024;

function readContent(path: string): string {
  let reason: string;
  try {
    const stats = statSync(path);
    // Reading a pipe or a device may never finish.
    if (stats.isFile() && stats.size <= MAX_BYTES) return readFileSync(path, "utf8");
    reason = stats.isFile() ? `it is larger than ${MAX_BYTES} bytes` : "it is not a file";
  } catch (error) {
    throw new PreviewError("configuration", `${path} cannot be read: ${errorReason(error)}.`, { cause: error });
  }
  throw new PreviewError("configuration", `${path} cannot be read: ${reason}.`);
}

/** A YAML file that reports problems with line and column. */
export class YamlFile {
  readonly path: string;
  readonly #document: Document.Parsed;
  readonly #content: unknown;
  readonly #lines = new LineCounter();

  /** @throws PreviewError `configuration` if the file is not a single YAML map */
  constructor(path: string) {
    this.path = path;
    const content = readContent(path);
    // As in the Pulumi CLI, `<<` merges another map, and integers have no limit. Unique keys are checked below, because
    // the parser's check compares each key with all other keys, which takes minutes for a large map.
    const options = {
      lineCounter: this.#lines,
      prettyErrors: false,
      intAsBigInt: true,
      merge: true,
      uniqueKeys: false,
    };
    this.#document = parseDocument(content, options);
    const [error] = this.#document.errors;
    if (error !== undefined) throw this.#problemAt(error.pos[0], error.message);
    const root = this.#document.contents;
    if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null))
      throw this.#problemAt(root.range[0], `expected a map of settings, got ${isSeq(root) ? "an array" : "a scalar"}`);
    visit(this.#document, {
      Map: (_, { items }) => {
        const seen = new Set<unknown>();
        for (const { key } of items) {
          if (!isScalar(key)) continue;
          if (seen.has(key.value)) throw this.#problemAt(key.range?.[0] ?? 0, "Map keys must be unique");
          seen.add(key.value);
        }
      },
      Alias: (_, alias, ancestors) => {
        const target = alias.resolve(this.#document);
        const problem = (message: string) => this.#problemAt(alias.range?.[0] ?? 0, message);
        if (target === undefined) throw problem(`"*${alias.source}" refers to a missing anchor "&${alias.source}"`);
        // Such an alias is rejected, because traversing its content would never finish.
        if (ancestors.includes(target)) throw problem(`"*${alias.source}" refers to a value that contains it`);
      },
    });
    try {
      this.#content = this.#document.toJS();
    } catch (error) {
      // The parser rejects nested aliases that would exhaust the memory.
      throw this.problem([], errorReason(error));
    }
  }

  /** Returns the value at a path as plain data, or undefined if there is no value. Integers are bigints. */
  get(...path: readonly string[]): unknown {
    let value = this.#content;
    for (const key of path) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Readonly<Record<string, unknown>>)[key];
    }
    return value;
  }

  /**
   * Returns the string or number at a path as a string, or undefined if there is no value.
   *
   * @throws PreviewError `configuration` if the value has a different type
   */
  string(...path: readonly string[]): string | undefined {
    const value = this.get(...path);
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string") return value;
    if (typeof value === "bigint" || typeof value === "number") return String(value);
    throw this.problem(path, `"${path.join(".")}": expected a string, got ${describeType(value)}`);
  }

  /**
   * Returns the keys of the map at a path. The array is empty if there is no value.
   *
   * @throws PreviewError `configuration` if the value is not a map
   */
  keys(...path: readonly string[]): readonly string[] {
    const value = this.get(...path) ?? {};
    if (typeof value === "object" && !Array.isArray(value)) return Object.keys(value);
    throw this.problem(path, `"${path.join(".")}": expected a map, got ${describeType(value)}`);
  }

  /** Returns an error about the value at a path, with the position of the value or of its nearest ancestor. */
  problem(path: readonly (string | number)[], message: string): PreviewError {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = this.#node(path.slice(0, length))?.range?.[0];
      if (offset !== undefined) return this.#problemAt(offset, message);
    }
    return new PreviewError("configuration", `${this.path}: ${message}.`);
  }

  #problemAt(offset: number, message: string): PreviewError {
    const { line, col } = this.#lines.linePos(offset);
    const sentence = message.replace(/\.?\s*$/, (end) => (message.endsWith("?") ? end : "."));
    return new PreviewError("configuration", `${this.path}:${line}:${col}: ${sentence}`);
  }

  #node(path: readonly (string | number)[]): Node | undefined {
    let node: unknown = this.#document.contents;
    for (const key of path) {
      if (isAlias(node)) node = node.resolve(this.#document);
      if (isSeq(node)) node = node.items[Number(key)];
      else if (isMap(node))
        node = node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)?.value;
      else return undefined;
    }
    return (node as Node | null | undefined) ?? undefined;
  }
}
