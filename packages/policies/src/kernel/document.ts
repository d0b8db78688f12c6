import type { UndecidedReason } from "../model/rule-result";
import { toValue } from "./plain-values";
import { InputPath, INPUT_PATH, inputPathOf } from "./input-path";
import { tryEvaluate, currentRun, throwUndecided } from "./check-run";
import { unknownAt, createView } from "./view";

type Parsed = { readonly view: unknown } | { readonly fault: string };

/** Texts are parsed once for all rules. */
const parsed = new WeakMap<object, Map<string, Parsed>>();

export interface ParsedDocument {
  /** What would make an unknown document known, as a sentence. */
  readonly hint: string;
  /** How a property is really called, for formats whose readers are not particular about case. */
  readonly named?: (name: string) => string;
}

/** A document that a program passes as JSON text or as an object. */
export class Document<T extends object> {
  /** Where it stands, so that an answer can name it. */
  readonly [INPUT_PATH]: InputPath;
  readonly #holder: object;
  readonly #key: string;
  readonly #reading: ParsedDocument;

  constructor(holder: object, key: string, reading: ParsedDocument) {
    this[INPUT_PATH] = (inputPathOf(holder) ?? new InputPath()).child(key);
    this.#holder = holder;
    this.#key = key;
    this.#reading = reading;
  }

  /**
   * What it holds, or undefined if there is none. A text that is no document leaves the question open: one rule reports
   * its `fault`, so the others need not.
   */
  get content(): T | undefined {
    const result = this.#read();
    if (result === undefined) return undefined;
    if ("fault" in result) throwUndecided([unknownAt(this[INPUT_PATH], "unreadable", result.fault)]);
    return result.view as T;
  }

  /** Why it is no document, as a clause, or undefined. */
  get fault(): string | undefined {
    const result = this.#read();
    return result !== undefined && "fault" in result ? result.fault : undefined;
  }

  #read(): Parsed | undefined {
    const outcome = tryEvaluate(() => (this.#holder as Readonly<Record<string, unknown>>)[this.#key]);
    if (outcome.reasons)
      throwUndecided(outcome.reasons.map((reason): UndecidedReason => ({ hint: this.#reading.hint, ...reason })));
    const { value } = outcome;
    if (value === undefined) return undefined;
    if (typeof value === "object" && value !== null) return { view: value };
    if (typeof value !== "string") return { fault: "it is neither an object nor a text" };
    const texts = parsed.get(this.#holder) ?? new Map<string, Parsed>();
    parsed.set(this.#holder, texts);
    const known = texts.get(this.#key) ?? parse(value, this[INPUT_PATH], this.#reading);
    texts.set(this.#key, known);
    return known;
  }
}

function parse(text: string, place: InputPath, { named = (name) => name }: ParsedDocument): Parsed {
  let content: unknown;
  try {
    content = JSON.parse(text, (_, value: unknown) => renamed(value, named));
  } catch {
    // The parser's message would quote the document.
    return { fault: "it is not valid JSON" };
  }
  if (typeof content !== "object" || content === null) return { fault: "it is JSON, but neither an object nor a list" };
  return { view: createView(toValue(content), place, currentRun().secrets.includes(text)) };
}

function renamed(value: unknown, named: (name: string) => string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [named(name), member as unknown]));
}
