import type { FindingKey } from "./finding-keys";

/** Findings that are already known. Each of them matches only one finding. */
export class KnownFindings {
  readonly #remaining = new Map<string, FindingKey[]>();

  constructor(keys: readonly FindingKey[]) {
    for (const key of keys) {
      const equalKeys = this.#remaining.get(keyOf(key));
      if (equalKeys === undefined) this.#remaining.set(keyOf(key), [key]);
      else equalKeys.push(key);
    }
  }

  /** Returns whether a finding is known, and removes the known finding so that it matches only once. */
  take(key: FindingKey): boolean {
    return this.#remaining.get(keyOf(key))?.pop() !== undefined;
  }

  /** The known findings that no finding matched. */
  get remaining(): readonly FindingKey[] {
    return [...this.#remaining.values()].flat();
  }
}

const keyOf = ({ rule, urn, path, digest }: FindingKey): string => JSON.stringify([rule, urn, path ?? null, digest]);
