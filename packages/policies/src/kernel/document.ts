import { isList, isProperties, isSecret, makeSecret, propertyMap, type Value } from "@roadbed/plan";
import type { UndecidedReason } from "../model/rule-result";
import { partialDocument } from "./partial-document";
import { toValue } from "./plain-values";
import { replaceIdentifiers } from "./stand-ins";
import { InputPath, INPUT_PATH, inputPathOf } from "./input-path";
import { tryEvaluate, currentRun, throwUndecided } from "./check-session";
import { unknownAt, createView, unknownReadOf, valueBehind } from "./view";

type Parsed = { readonly view: unknown } | { readonly issue: string };

/** The parsed documents by object and property. All rules share them, so that each string is parsed only once. */
const parsedDocuments = new WeakMap<object, Map<string, Parsed>>();

/** The format of a kind of document. */
export interface DocumentFormat {
  /** How to make an unknown document known, or why it is unknown, as a clause. */
  readonly hint: string;
  /**
   * Whether checks read identifiers of resources that are not known yet as stand-ins. Only for documents whose checks depend
   * on the form of identifiers, such as on wildcards in them.
   */
  readonly standIns?: boolean;
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
      return (
        this.#readPartial(outcome.reasons) ??
        throwUndecided(outcome.reasons.map((reason): UndecidedReason => ({ hint: this.#format.hint, ...reason })))
      );
    const { value } = outcome;
    if (value === undefined) return undefined;
    if (typeof value === "object" && value !== null) return this.#readObject(value);
    if (typeof value !== "string") return { issue: "it is neither an object nor a string" };
    return this.#parseOnce(() => {
      const content = parse(value);
      return "issue" in content ? content : this.#view(content.value, currentRun().secrets.includes(value));
    });
  }

  #readObject(view: object): Parsed {
    if (this.#format.standIns !== true) return { view };
    const behind = valueBehind(view);
    return behind === undefined ? { view } : this.#parseOnce(() => this.#view(behind.value, behind.secret));
  }

  /** Returns the document if its unknown parts are values, or parts of strings, in a JSON document. */
  #readPartial(reasons: readonly UndecidedReason[]): Parsed | undefined {
    const unknown = unknownReadOf(reasons);
    if (unknown === undefined) return undefined;
    const document = partialDocument(unknown.value);
    return document === undefined ? undefined : this.#parseOnce(() => this.#view(document, unknown.secret));
  }

  #view(content: Value, secret: boolean): Parsed {
    const { canonicalName, standIns } = this.#format;
    const renamed = canonicalName === undefined ? content : renameMembers(content, canonicalName);
    const value = standIns === true ? replaceIdentifiers(renamed) : renamed;
    return { view: createView(value, this[INPUT_PATH], secret) };
  }

  #parseOnce(parseDocument: () => Parsed): Parsed {
    const documents = parsedDocuments.get(this.#holder) ?? new Map<string, Parsed>();
    parsedDocuments.set(this.#holder, documents);
    const parsed = documents.get(this.#key) ?? parseDocument();
    documents.set(this.#key, parsed);
    return parsed;
  }
}

function parse(json: string): { readonly value: Value } | { readonly issue: string } {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    // The error message of the parser quotes the document, which may contain secrets.
    return { issue: "it is not valid JSON" };
  }
  if (typeof content !== "object" || content === null)
    return { issue: "it is JSON, but neither an object nor an array" };
  return { value: toValue(content) };
}

function renameMembers(value: Value, canonicalName: (name: string) => string): Value {
  if (isSecret(value)) return makeSecret(renameMembers(value.value, canonicalName));
  if (isList(value)) return value.map((element) => renameMembers(element, canonicalName));
  if (!isProperties(value)) return value;
  return propertyMap(
    Object.entries(value).map(([name, member]) => [canonicalName(name), renameMembers(member, canonicalName)]),
  );
}
