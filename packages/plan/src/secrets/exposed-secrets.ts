import { mergedTagsPlace } from "../facts";
import {
  formatPropertyPath,
  pathContains,
  propertyMap,
  type ExposedSecret,
  type Plan,
  type Properties,
  type PropertyPath,
  type Resource,
  type Value,
} from "../model";
import { completeEncodingsOf } from "./secret-encodings";
import { SecretIndex } from "./secret-index";
import { publicNamesOf } from "./secret-values";
import { visitLeaves } from "./visit-leaves";

/** A secret that a program receives. */
export interface NamedSecret extends Pick<ExposedSecret, "origin" | "name"> {
  readonly value: string;
}

/** The secrets that a program receives, and the plain strings that it receives as well. */
export interface ReceivedStrings {
  readonly secrets: readonly NamedSecret[];
  /** A secret that equals one of these strings cannot be recognized. */
  readonly plain: Iterable<string>;
}

/**
 * Returns the places where the state would store a secret in plain text: in inputs, in outputs of components and of the
 * stack, and in names. Values that are marked as secret are encrypted in the state.
 */
export function findExposedSecrets(plan: Plan, { secrets, plain }: ReceivedStrings): readonly ExposedSecret[] {
  const ordinary = new Set([...publicNamesOf(plan), ...plain]);
  const byValue = new Map<string, NamedSecret[]>();
  for (const secret of secrets) {
    if (ordinary.has(secret.value) || !isDistinctive(secret.value)) continue;
    const sameValue = byValue.get(secret.value);
    if (sameValue === undefined) byValue.set(secret.value, [secret]);
    else sameValue.push(secret);
  }
  if (byValue.size === 0) return [];
  const search = new Search(byValue);
  return plan.resources.flatMap((resource) => search.inResource(resource));
}

/** Shorter secrets occur in ordinary values by chance, such as "prod" or "443". */
const MIN_LENGTH = 8;
/** Shorter secrets of only letters, or only digits and punctuation, are words, account IDs, dates, or addresses. */
const MIN_UNIFORM_LENGTH = 16;
/** Matches identifiers that programs use in many places although someone has declared them as secrets. */
const IDENTIFIER = /^(?:arn:[\w-]+:.*|[a-z]{2,3}(?:-[a-z]+){1,3}-\d{1,2}[a-z]?)$/;

/** Whether a text that contains this value contains the secret, rather than the same word by chance. */
function isDistinctive(value: string): boolean {
  const isUniform = /^(?:[a-z]+|[\d\s.,:/+-]+)$/i.test(value);
  return value.length >= (isUniform ? MIN_UNIFORM_LENGTH : MIN_LENGTH) && !IDENTIFIER.test(value);
}

/** Returns inputs without the copies of tags, which the provider adds to the tags of the resource and of the provider. */
function withoutMergedTags(type: string, inputs: Properties): Properties {
  if (mergedTagsPlace(type) === undefined) return inputs;
  return propertyMap(Object.entries(inputs).filter(([name]) => name !== "tagsAll"));
}

interface Place {
  readonly secret: NamedSecret;
  readonly path: PropertyPath;
}

class Search {
  readonly #byValue: ReadonlyMap<string, readonly NamedSecret[]>;
  readonly #index: SecretIndex;

  constructor(byValue: ReadonlyMap<string, readonly NamedSecret[]>) {
    this.#byValue = byValue;
    // Single lines of a secret are ordinary texts, such as the first line of a certificate.
    this.#index = new SecretIndex(byValue.keys(), completeEncodingsOf);
  }

  inResource({ urn, type, name, custom, inputs, outputs }: Resource): readonly ExposedSecret[] {
    const describe = ({ secret, path }: Place, place: ExposedSecret["place"]): ExposedSecret => {
      const { origin, name: secretName } = secret;
      return { origin, name: secretName, urn, place, ...(path.length > 0 && { path: formatPropertyPath(path) }) };
    };
    return [
      ...this.#inText(name).map((secret) => describe({ secret, path: [] }, "name")),
      ...this.#inValue(withoutMergedTags(type, inputs)).map((found) => describe(found, "inputs")),
      // The provider determines the outputs of a custom resource.
      ...(custom ? [] : this.#inValue(outputs).map((found) => describe(found, "outputs"))),
    ];
  }

  #inValue(root: Value): readonly Place[] {
    const places: Place[] = [];
    const add = (text: string, path: PropertyPath): void => {
      for (const secret of this.#inText(text)) places.push({ secret, path: this.#withoutSecrets(path) });
    };
    visitLeaves(root, {
      onLeaf: ({ value, path, isMarked }) => {
        if (!isMarked) add(String(value), path);
      },
      onName: (name, path) => add(name, path),
    });
    return innermost(places);
  }

  /** Returns the beginning of a path up to a name that contains a secret. */
  #withoutSecrets(path: PropertyPath): PropertyPath {
    const end = path.findIndex((step) => typeof step === "string" && this.#inText(step).length > 0);
    return end === -1 ? path : path.slice(0, end);
  }

  #inText(text: string): readonly NamedSecret[] {
    if (text.length < MIN_LENGTH) return [];
    const values = new Set([...this.#index.find(text)].map(([, , value]) => value));
    return [...values].flatMap((value) => this.#byValue.get(value) ?? []);
  }
}

/** Removes duplicates, and places that contain another place of the same secret, such as a JSON document. */
function innermost(places: readonly Place[]): readonly Place[] {
  return places.filter(
    ({ secret, path }, index) =>
      !places.some(
        (other, at) =>
          other.secret === secret && pathContains(path, other.path) && (other.path.length > path.length || at < index),
      ),
  );
}
