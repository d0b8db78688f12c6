import { randomUUID } from "node:crypto";
import {
  formatPropertyPath,
  isList,
  isProperties,
  isReference,
  isSecret,
  isUnknown,
  propertyMap,
  secretValue,
  type Properties,
  type PropertyPath,
  type Urn,
  type Value,
} from "../model";

/** A value of the head, with what is assumed to be as it is on the base in the base's place. */
export interface ComparableInputs {
  readonly inputs: Properties;
  /** Paths of what is assumed. */
  readonly assumed: readonly string[];
}

/**
 * The unknowns of a base, each made a value that equals nothing else, so that two unknowns are the same value exactly
 * when it was decided that they are assumed to be.
 */
export class BaseUnknowns {
  // A program must not be able to write one down, or it could hide a change behind it.
  readonly #mark = `unknown:${randomUUID()}:`;
  readonly #secretsHidden: boolean;
  #count = 0;

  /** @param secretsHidden whether the base's secrets are all unknown because they were not saved */
  constructor(secretsHidden: boolean) {
    this.#secretsHidden = secretsHidden;
  }

  /** A value of the base, with every unknown made one of its own. */
  mark(value: Value): Value {
    if (isUnknown(value)) return `${this.#mark}${this.#count++}`;
    if (isSecret(value)) return secretValue(this.mark(value.value));
    if (isList(value)) return value.map((element) => this.mark(element));
    return isProperties(value) ? this.markAll(value) : value;
  }

  markAll(values: Properties): Properties {
    return propertyMap(Object.entries(values).map(([name, value]) => [name, this.mark(value)]));
  }

  /**
   * Inputs of the head, to be compared with those of the base.
   *
   * @param base as `markAll` gave it
   * @param mayAssume whether what is unknown on both sides in a property may be taken for the same
   * @param currentUrn what a resource of the base is called now
   */
  makeComparable(
    base: Properties,
    head: Properties,
    mayAssume: (name: string) => boolean,
    currentUrn: (urn: Urn) => Urn,
  ): ComparableInputs {
    const assumed: string[] = [];
    const inputs = Object.entries(head).map(([name, value]) => {
      const settling: Settling = { assumes: mayAssume(name), assumed, currentUrn };
      return [name, this.#settle(base[name], value, [name], false, settling)] as const;
    });
    return { inputs: propertyMap(inputs), assumed };
  }

  #settle(base: Value | undefined, head: Value, path: PropertyPath, concealed: boolean, settling: Settling): Value {
    if (base === undefined) return head;
    if (isSecret(head)) return secretValue(this.#settle(base, head.value, path, true, settling));
    if (isSecret(base)) {
      const hidden = this.#secretsHidden && concealed && !isUnknown(head) && this.#isMarked(base.value);
      if (!hidden) return this.#settle(base.value, head, path, concealed, settling);
      settling.assumed.push(formatPropertyPath(path));
      return base.value;
    }
    if (isUnknown(head)) {
      if (!settling.assumes || !this.#isMarked(base)) return head;
      settling.assumed.push(formatPropertyPath(path));
      return base;
    }
    if (isReference(head) && isReference(base))
      return settling.currentUrn(base.urn) === head.urn ? { ...head, urn: base.urn } : head;
    if (isList(head))
      return isList(base)
        ? head.map((element, index) => this.#settle(base[index], element, [...path, index], concealed, settling))
        : head;
    if (!isProperties(head) || !isProperties(base)) return head;
    return propertyMap(
      Object.entries(head).map(([name, value]) => [
        name,
        this.#settle(base[name], value, [...path, name], concealed, settling),
      ]),
    );
  }

  #isMarked(value: Value): boolean {
    return typeof value === "string" && value.startsWith(this.#mark);
  }
}

interface Settling {
  readonly assumes: boolean;
  readonly assumed: string[];
  readonly currentUrn: (urn: Urn) => Urn;
}
