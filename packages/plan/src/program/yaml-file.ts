import { readFileSync, statSync } from "node:fs";
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from "yaml";
import { errorReason, PreviewError } from "../errors";

/** More than any settings: places are kept for everything in a file, at a hundred times its size. */
const LARGEST_BYTES = 4 * 1024 * 1024;

function textOf(path: string): string {
  let fault: string;
  try {
    const stats = statSync(path);
    // Reading a pipe or a device would not end.
    if (stats.isFile() && stats.size <= LARGEST_BYTES) return readFileSync(path, "utf8");
    fault = stats.isFile() ? `it is larger than ${LARGEST_BYTES} bytes` : "it is not a file";
  } catch (error) {
    throw new PreviewError("configuration", `${path} cannot be read: ${errorReason(error)}.`, { cause: error });
  }
  throw new PreviewError("configuration", `${path} cannot be read: ${fault}.`);
}

/** A YAML file with the place of everything in it, so that a complaint can say where to look. */
export class YamlFile {
  readonly path: string;
  readonly #document: Document.Parsed;
  readonly #content: unknown;
  readonly #lines = new LineCounter();

  /** @throws PreviewError `configuration` with line and column, if the text is not one YAML map. */
  constructor(path: string) {
    this.path = path;
    const text = textOf(path);
    // As the Pulumi CLI reads it: `<<` takes over another map, and whole numbers have no limit.
    // The parser compares every key of a map with every other, which takes minutes for a large one: it is done below.
    const options = {
      lineCounter: this.#lines,
      prettyErrors: false,
      intAsBigInt: true,
      merge: true,
      uniqueKeys: false,
    };
    this.#document = parseDocument(text, options);
    const [fault] = this.#document.errors;
    if (fault !== undefined) throw this.#problemAt(fault.pos[0], fault.message);
    const root = this.#document.contents;
    if (root !== null && !isMap(root) && !(isScalar(root) && root.value === null))
      throw this.#problemAt(root.range[0], "expected a map of settings");
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
        const complain = (message: string) => this.#problemAt(alias.range?.[0] ?? 0, message);
        if (target === undefined) throw complain(`there is no "&${alias.source}" before "*${alias.source}"`);
        // Whoever walks through the content would never come to its end.
        if (ancestors.includes(target)) throw complain(`"*${alias.source}" stands inside of what it stands for`);
      },
    });
    try {
      this.#content = this.#document.toJS();
    } catch (error) {
      // Aliases of aliases that would fill the memory.
      throw this.problem([], errorReason(error));
    }
  }

  /** The value at a path of keys as plain data, undefined if there is none. Whole numbers are bigints. */
  get(...path: readonly string[]): unknown {
    let value = this.#content;
    for (const key of path) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Readonly<Record<string, unknown>>)[key];
    }
    return value;
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
    const value = this.get(...path) ?? {};
    if (typeof value === "object" && !Array.isArray(value)) return Object.keys(value);
    throw this.problem(path, `"${path.join(".")}" must be a map`);
  }

  /** A complaint about the value at a path, or what is nearest to it, with file, line and column. */
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
