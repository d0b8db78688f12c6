import { createHmac } from "node:crypto";
import {
  containsUnknown,
  isArchive,
  isAsset,
  isList,
  isProperties,
  isSecret,
  isUnknown,
  KIND,
  propertyMap,
  UNKNOWN,
  unknownFrom,
  type Archive,
  type Asset,
  type Plan,
  type Properties,
  type Resource,
  type Secret,
  type Step,
  type Unknown,
  type Value,
} from "../model";
import { findTypeFacts } from "../facts";
import { parseDocument } from "./parse-document";
import { Scrubber } from "./scrubber";
import { secretValuesOf } from "./secret-values";
import { memberPosition, NO_POSITION, propertiesPosition, type ValuePosition } from "./value-position";

/** Six characters reveal too little to confirm a guess, and two different secrets rarely have the same digest. */
const DIGEST_LENGTH = 6;

/** A plan without secrets. */
export interface ConcealedPlan {
  readonly plan: Plan;
  /** Returns a name of the original plan, such as a URN, as the concealed plan contains it. */
  readonly concealName: (name: string) => string;
}

/**
 * Returns a plan in which digests replace all secrets: those that are marked, those in properties that hold secrets, and
 * known values and credentials anywhere in strings and names. Plans with the same salt can be compared.
 *
 * @param secrets - further secrets, such as those of the configuration
 * @param salt - a random string, which makes digests of different files incomparable
 */
export function concealSecrets(plan: Plan, secrets: Iterable<string>, salt: string): ConcealedPlan {
  const digest = (secret: string): string =>
    createHmac("sha256", salt).update(secret).digest("hex").slice(0, DIGEST_LENGTH);
  const scrubber = new Scrubber([...secrets, ...secretValuesOf(plan)], (secret) => maskWith(digest, secret));
  return { plan: new Concealer(scrubber, digest).plan(plan), concealName: (name) => scrubber.scrubIdentifier(name) };
}

/** Matches what `maskWith` returns. */
const DIGEST_MASK = /^\[secret-[0-9a-f]{6}\]$/;

/** Returns what replaces a secret inside a string. The mask of a saved plan is kept. */
const maskWith = (digest: (secret: string) => string, secret: string): string =>
  DIGEST_MASK.test(secret) ? secret : `[secret-${digest(secret)}]`;

class Concealer {
  readonly #scrubber: Scrubber;
  readonly #digest: (secret: string) => string;

  constructor(scrubber: Scrubber, digest: (secret: string) => string) {
    this.#scrubber = scrubber;
    this.#digest = digest;
  }

  plan(plan: Plan): Plan {
    const { gaps, diagnostics, exposedSecrets, outputChanges } = plan;
    const scrub = (text: string): string => this.#scrubber.scrub(text);
    return {
      ...plan,
      resources: plan.resources.map((resource) => this.#resource(resource)),
      steps: plan.steps.map((step) => this.#step(step)),
      outputs: this.#properties(plan.outputs, NO_POSITION),
      ...(outputChanges && { outputChanges: this.#names(outputChanges) }),
      ...(exposedSecrets && { exposedSecrets: this.#names(exposedSecrets) }),
      diagnostics: diagnostics.map(({ message, ...rest }) => ({ ...this.#names(rest), message: scrub(message) })),
      gaps: {
        ...this.#names(gaps),
        unansweredLookups: gaps.unansweredLookups.map(({ answer, ...lookup }) => ({
          ...this.#names(lookup),
          ...(answer !== undefined && { answer: scrub(answer) }),
        })),
        notes: gaps.notes.map(scrub),
      },
    };
  }

  #step({ old, ...step }: Step): Step {
    return { ...this.#names(step), ...(old !== undefined && { old: this.#resource(old) }) };
  }

  /** Hides secrets in plain data that contains only names, such as URNs and paths. */
  #names<T>(data: T): T {
    return mapStrings(data, (name) => this.#scrubber.scrubIdentifier(name)) as T;
  }

  #resource({ inputs, outputs, options, id, propertyDependencies, ...names }: Resource): Resource {
    const position = propertiesPosition(names.type);
    const { replacementTrigger, ...otherOptions } = options;
    return {
      ...this.#names(names),
      ...(id !== undefined && { id: typeof id === "string" ? this.#names(id) : id }),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([name, urns]) => [this.#scrubber.scrubName(name), this.#names(urns)]),
      ),
      inputs: this.#properties(inputs, position),
      outputs: this.#properties(outputs, position),
      options: {
        ...this.#names(otherOptions),
        ...(replacementTrigger !== undefined && {
          replacementTrigger: this.#value(replacementTrigger, NO_POSITION),
        }),
      },
    };
  }

  #properties(properties: Properties, position: ValuePosition): Properties {
    return propertyMap(
      Object.entries(properties).map(([name, value]) => [
        this.#scrubber.scrubName(name),
        this.#value(value, memberPosition(position, properties, name)),
      ]),
    );
  }

  #value(value: Value, position: ValuePosition): Value {
    if (isSecret(value)) return this.#secret(value);
    if (isUnknown(value)) return this.#unknown(value, position);
    if (isAsset(value)) return this.#asset(value, position);
    if (isArchive(value)) return this.#archive(value);
    if (isList(value)) return value.map((element) => this.#value(element, position));
    if (isProperties(value)) return this.#properties(value, position);
    if (typeof value === "number") return this.#number(value, position);
    return typeof value === "string" ? this.#string(value, position) : value;
  }

  #asset(asset: Asset, position: ValuePosition): Asset {
    const { text, hash } = asset;
    if (text === undefined) return this.#source(asset);
    const concealed = this.#string(text, position);
    // The hash of a text with a secret would confirm a guess.
    return { ...asset, text: concealed, ...(hash !== undefined && concealed !== text && { hash: this.#digest(hash) }) };
  }

  #archive(archive: Archive): Archive {
    const { assets } = archive;
    return assets === undefined ? this.#source(archive) : { ...archive, assets: this.#properties(assets, NO_POSITION) };
  }

  /** Hides secrets in the path or the URI of an asset or an archive. */
  #source<Source extends Asset | Archive>(source: Source): Source {
    const { path, uri } = source;
    return {
      ...source,
      ...(path !== undefined && { path: this.#scrubber.scrubIdentifier(path) }),
      ...(uri !== undefined && { uri: this.#scrubber.scrub(uri) }),
    };
  }

  #unknown(unknown: Unknown, position: ValuePosition): Unknown {
    const { origin } = unknown;
    if (origin?.kind === "text")
      return unknownFrom({ ...origin, parts: origin.parts.map((part) => this.#value(part, position)) });
    return origin?.kind === "json" ? unknownFrom({ ...origin, value: this.#value(origin.value, position) }) : unknown;
  }

  /** A secret number becomes a string. */
  #number(value: number, position: ValuePosition): Value {
    const concealed = this.#string(String(value), position);
    return concealed === String(value) ? value : concealed;
  }

  #string(text: string, position: ValuePosition): string {
    if (text === "") return text;
    if (position.isNamed) return maskWith(this.#digest, text);
    const document = parseDocument(text);
    const scrubbed = this.#scrubber.scrub(text);
    if (document === undefined) return scrubbed;
    const concealed = this.#value(document, position);
    // A document without secrets keeps its formatting.
    return JSON.stringify(concealed) === JSON.stringify(document)
      ? scrubbed
      : this.#scrubber.scrub(JSON.stringify(concealed));
  }

  #secret({ value, digest }: Secret): Secret {
    const concealed: Secret = { [KIND]: "secret", value: UNKNOWN };
    if (digest !== undefined) return { ...concealed, digest };
    return containsUnknown(value) ? concealed : { ...concealed, digest: this.#digest(canonicalJson(value)) };
  }
}

/** Returns the JSON of a value without marks of secrecy, with sorted properties. */
function canonicalJson(value: Value): string {
  return JSON.stringify(value, (_, member: Value): unknown => {
    if (isSecret(member)) return member.value;
    if (!isProperties(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

/** Fields whose values do not come from the program. Changing them would make the file unreadable. */
const FIXED_FIELDS: ReadonlySet<string> = new Set(["operation", "origin", "place", "severity"]);

/** Whether a type is from a provider or from the engine. A program can name its components as it likes. */
const isKnownType = (type: unknown): boolean =>
  typeof type === "string" && (type.startsWith("pulumi:") || findTypeFacts(type) !== undefined);

/** Returns plain data with another string in place of each string that can come from the program. */
function mapStrings(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === "string") return change(data);
  if (Array.isArray(data)) return data.map((element) => mapStrings(element, change));
  if (typeof data !== "object" || data === null) return data;
  const mapped = Object.entries(data).map(([name, member]): [string, unknown] => [
    name,
    FIXED_FIELDS.has(name) || (name === "type" && isKnownType(member)) ? member : mapStrings(member, change),
  ]);
  return Object.fromEntries(mapped);
}
