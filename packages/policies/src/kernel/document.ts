import type { UndecidedReason } from "../model/rule-result";
import { toValue } from "./plain-values";
import { InputPath, INPUT_PATH, inputPathOf } from "./input-path";
import { tryEvaluate, currentRun, throwUndecided } from "./check-session";
import { unknownAt, createView } from "./view";

type Parsed = { readonly view: unknown } | { readonly issue: string };

/** The parsed documents by object and property. All rules share them, so that each string is parsed only once. */
const parsedDocuments = new WeakMap<object, Map<string, Parsed>>();

/** The format of a kind of document. */
export interface DocumentFormat {
  /** How to make an unknown document known, or why it is unknown, as a clause. */
  readonly hint: string;
  /** Returns the canonical name of a property, for formats that ignore the case of names. */
  readonly canonicalName?: (name: string) => string;
}

/** A document that a program passes as a JSON string or as an object. */
export class Document<T extends object> {
  /** The path of the document, so that issues can refer to it. */
  readonly [INPUT_PATH]: InputPath;
  readonly #holder: object;
  readonly #key: string;
  readonly #format: DocumentFormat;

  constructor(holder: object, key: string, format: DocumentFormat) {
    this[INPUT_PATH] = (inputPathOf(holder) ?? new InputPath()).child(key);
    this.#holder = holder;
    this.#key = key;
    this.#format = format;
  }

  /**
   * The document's content, or undefined if the document is not set. Reading an invalid document is undecided, because only
   * one rule reports the document's `issue`.
   */
  get content(): T | undefined {
    const result = this.#read();
    if (result === undefined) return undefined;
    if ("issue" in result) throwUndecided([unknownAt(this[INPUT_PATH], "unreadable", result.issue)]);
    return result.view as T;
  }

  /** Why the value is not a valid document, as a clause, or undefined if it is valid. */
  get issue(): string | undefined {
    const result = this.#read();
    return result !== undefined && "issue" in result ? result.issue : undefined;
  }

  #read(): Parsed | undefined {
    const outcome = tryEvaluate(() => (this.#holder as Readonly<Record<string, unknown>>)[this.#key]);
    if (outcome.reasons)
      throwUndecided(outcome.reasons.map((reason): UndecidedReason => ({ hint: this.#format.hint, ...reason })));
    const { value } = outcome;
    if (value === undefined) return undefined;
    if (typeof value === "object" && value !== null) return { view: value };
    if (typeof value !== "string") return { issue: "it is neither an object nor a string" };
    const documents = parsedDocuments.get(this.#holder) ?? new Map<string, Parsed>();
    parsedDocuments.set(this.#holder, documents);
    const known = documents.get(this.#key) ?? parse(value, this[INPUT_PATH], this.#format);
    documents.set(this.#key, known);
    return known;
  }
}

function parse(json: string, path: InputPath, { canonicalName = (name) => name }: DocumentFormat): Parsed {
  let content: unknown;
  try {
    content = JSON.parse(json, (_, value: unknown) => withCanonicalNames(value, canonicalName));
  } catch {
    // The error message of the parser quotes the document, which may contain secrets.
    return { issue: "it is not valid JSON" };
  }
  if (typeof content !== "object" || content === null)
    return { issue: "it is JSON, but neither an object nor an array" };
  return { view: createView(toValue(content), path, currentRun().secrets.includes(json)) };
}

function withCanonicalNames(value: unknown, canonicalName: (name: string) => string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [canonicalName(name), member as unknown]));
}
