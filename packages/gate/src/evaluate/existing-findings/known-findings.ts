import type { FindingKey } from "./finding-keys";

/** Findings that were there before, each of which excuses one that is found now. */
export class KnownFindings {
  readonly #waiting = new Map<string, FindingKey[]>();

  constructor(keys: readonly FindingKey[]) {
    for (const key of keys) {
      const same = this.#waiting.get(spell(key));
      if (same === undefined) this.#waiting.set(spell(key), [key]);
      else same.push(key);
    }
  }

  /** Whether a finding was there before; each of them is one only once. */
  take(key: FindingKey): boolean {
    return this.#waiting.get(spell(key))?.pop() !== undefined;
  }

  /** Those that were not found again. */
  get left(): readonly FindingKey[] {
    return [...this.#waiting.values()].flat();
  }
}

const spell = ({ rule, urn, path, digest }: FindingKey): string => JSON.stringify([rule, urn, path ?? null, digest]);
