import { valueToJson, type Json } from "../documents";
import { DEFAULT_PROVIDER, type LookupRequest, type Lookups } from "../lookups";
import { propertyMap, makeSecret, STACK_REFERENCE_TYPE, UNKNOWN, type Plan, type Properties } from "../model";
import { withoutBlanks } from "./answer-template";
import type { ContextEntry } from "./entry";
import { matchesProvider, providerIdentity } from "./provider-identity";
import { isoDate } from "./validity";

/** Answers one stack's data source lookups and reads from recorded answers, and keeps track of the answers that it uses. */
export class ContextAnswers {
  readonly lookups: Lookups = {
    invoke: (call) => this.#answer(call),
    read: ({ type, id, provider, providerName }) => this.#answer({ ...readRequest(type, id), provider, providerName }),
    stackOutputs: (stack) => this.#answer(readRequest(STACK_REFERENCE_TYPE, stack)),
  };
  readonly #entries: readonly ContextEntry[];
  readonly #file: string;
  readonly #today: string;
  readonly #used = new Set<ContextEntry>();
  readonly #expired = new Set<ContextEntry>();

  /**
   * @param file - the file name for messages
   * @param today - the current date, such as `2026-01-31`
   */
  constructor(entries: readonly ContextEntry[], file: string, stack: string, today = isoDate(new Date())) {
    this.#entries = entries.filter((entry) => entry.stack === stack);
    this.#file = file;
    this.#today = today;
  }

  /** Returns the plan with the answered lookups and the expired answers added to its gaps. */
  annotate(plan: Plan): Plan {
    const { gaps } = plan;
    const answered = [...this.#used].map(({ token, asOf }) => ({ token, asOf, file: this.#file }));
    const expired = [...this.#expired].map(
      ({ token, expires }) => `The answer to ${token} in ${this.#file} expired on ${expires}. Record it again.`,
    );
    return {
      ...plan,
      gaps: { ...gaps, ...(answered.length > 0 && { answeredLookups: answered }), notes: [...gaps.notes, ...expired] },
    };
  }

  #answer({ token, arguments: given, provider, providerName }: LookupRequest): Properties | undefined {
    const identity = providerIdentity({ name: providerName, inputs: provider });
    const key = canonicalJson(given);
    const found = this.#entries.filter(
      (entry) =>
        entry.token === token && canonicalJson(entry.arguments) === key && matchesProvider(entry.provider, identity),
    );
    const valid = found.filter(({ expires }) => this.#today < expires);
    const [entry] = valid;
    // No answer is used if several different answers match the provider's settings.
    if (entry === undefined || new Set(valid.map(({ result }) => canonicalJson(result))).size > 1) {
      for (const old of found) if (!valid.includes(old)) this.#expired.add(old);
      return undefined;
    }
    this.#used.add(entry);
    const hidden = (entry.withheld ?? []).map((name) => [name, makeSecret(UNKNOWN)] as const);
    return propertyMap([...Object.entries(withoutBlanks(entry.result)), ...hidden]);
  }
}

/** Returns the lookup whose answer contains the properties of an existing resource, or the outputs of another stack. */
export function readRequest(type: string, id: string): LookupRequest {
  return {
    token: type,
    arguments: propertyMap([["id", id]]),
    provider: propertyMap(),
    providerName: DEFAULT_PROVIDER,
  };
}

/** Returns JSON that does not depend on the order of properties. */
export function canonicalJson(values: Properties): string {
  return JSON.stringify(sorted(valueToJson(values)));
}

function sorted(json: Json): Json {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return (json as readonly Json[]).map(sorted);
  return Object.entries(json)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => [name, sorted(member)]);
}
