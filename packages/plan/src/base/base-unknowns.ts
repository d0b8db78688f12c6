import { randomUUID } from "node:crypto";
import {
  formatPropertyPath,
  isList,
  isProperties,
  isReference,
  isSecret,
  isUnknown,
  propertyMap,
  makeSecret,
  secretMark,
  unknownMark,
  type Properties,
  type Secret,
  type PropertyPath,
  type Urn,
  type Value,
} from "../model";

/** Head inputs in which values that are assumed to be unchanged are replaced with the base values. */
export interface ComparableInputs {
  readonly inputs: Properties;
  /** Paths of the values that are assumed to be unchanged. */
  readonly assumed: readonly string[];
}

/**
 * Replaces each unknown value of a base plan with a unique value. As a result, an unknown value of the head plan
 * compares as equal only if it is assumed to be unchanged.
 */
export class BaseUnknowns {
  readonly #mark = unknownMark(randomUUID());
  #count = 0;

  /** Returns a base value in which each unknown value is replaced with a unique value. */
  mark(value: Value): Value {
    if (isUnknown(value)) return `${this.#mark}${this.#count++}`;
    if (isSecret(value)) return makeSecret(digestOf(value) ?? this.mark(value.value));
    if (isList(value)) return value.map((element) => this.mark(element));
    return isProperties(value) ? this.markAll(value) : value;
  }

  /** Returns base properties in which each unknown value is replaced with a unique value. */
  markAll(values: Properties): Properties {
    return propertyMap(Object.entries(values).map(([name, value]) => [name, this.mark(value)]));
  }

  /**
   * Returns the head inputs in a form that can be compared with the base inputs.
   *
   * @param base - the result of `markAll`
   * @param mayAssume - whether values that are unknown in both plans may be assumed to be equal
   * @param currentUrn - returns the current URN of a base resource
   */
  makeComparable(
    base: Properties,
    head: Properties,
    mayAssume: (name: string) => boolean,
    currentUrn: (urn: Urn) => Urn,
  ): ComparableInputs {
    const assumed: string[] = [];
    const inputs = Object.entries(head).map(([name, value]) => {
      const context: ComparisonContext = { assumes: mayAssume(name), assumed, currentUrn };
      return [name, this.#compare(base[name], value, [name], context)] as const;
    });
    return { inputs: propertyMap(inputs), assumed };
  }

  #compare(base: Value | undefined, head: Value, path: PropertyPath, context: ComparisonContext): Value {
    if (base === undefined) return head;
    if (isSecret(head)) return makeSecret(digestOf(head) ?? this.#compare(base, head.value, path, context));
    if (isSecret(base)) return this.#compare(base.value, head, path, context);
    if (isUnknown(head)) {
      if (!context.assumes || !this.#isMarked(base)) return head;
      context.assumed.push(formatPropertyPath(path));
      return base;
    }
    if (isReference(head) && isReference(base))
      return context.currentUrn(base.urn) === head.urn ? { ...head, urn: base.urn } : head;
    if (isList(head))
      return isList(base)
        ? head.map((element, index) => this.#compare(base[index], element, [...path, index], context))
        : head;
    if (!isProperties(head) || !isProperties(base)) return head;
    return propertyMap(
      Object.entries(head).map(([name, value]) => [name, this.#compare(base[name], value, [...path, name], context)]),
    );
  }

  #isMarked(value: Value): boolean {
    return typeof value === "string" && value.startsWith(this.#mark);
  }
}

/** Returns what stands for the content of a secret in a saved plan. */
const digestOf = ({ digest }: Secret): string | undefined => (digest === undefined ? undefined : secretMark(digest));

interface ComparisonContext {
  readonly assumes: boolean;
  readonly assumed: string[];
  readonly currentUrn: (urn: Urn) => Urn;
}
