import type { Exemption, Rule } from "@roadbed/policies";

/** Exemptions by what their rules evaluate. */
export interface ScopedExemptions {
  /** Exemptions from rules on resources. */
  readonly resources: readonly Exemption[];
  /** Exemptions from rules on changes. */
  readonly changes: readonly Exemption[];
}

/** Separates the exemptions from rules on changes, which are evaluated after all others. */
export function scopeExemptions(exemptions: readonly Exemption[], rules: readonly Rule[]): ScopedExemptions {
  if (exemptions.length === 0) return { resources: [], changes: [] };
  const changeRules = new Set(rules.filter(({ kind }) => kind === "change").map(({ id }) => id));
  return {
    resources: exemptions.filter(({ rule }) => !changeRules.has(rule)),
    changes: exemptions.filter(({ rule }) => changeRules.has(rule)),
  };
}
