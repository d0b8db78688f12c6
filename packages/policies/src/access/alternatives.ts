import { flag, matchesAny, not, type Constraint } from "./requests/constraint";
import { hasHole, type Pattern } from "./requests/pattern";
import type { Budget } from "./requests/too-complex";
import type { Holes } from "./values";

/** Lists of constraints. A request must meet all constraints of one of the lists. */
export type Alternatives = readonly (readonly Constraint[])[];

/** Returns the alternatives of a property that matches one of the patterns or, if `negated`, none of them. */
export function alternatives(
  subject: string,
  patterns: readonly Pattern[],
  { holes, negated = false }: { readonly holes: Holes; readonly negated?: boolean },
): Alternatives {
  const known = patterns.filter((pattern) => !hasHole(pattern));
  const flags = patterns.filter(hasHole).map((pattern) => patternFlag(subject, pattern, holes));
  const literals = known.length > 0 || flags.length === 0 ? [matchesAny(subject, known)] : [];
  const positive = [...literals, ...flags];
  return negated ? [positive.map(not)] : positive.map((constraint) => [constraint]);
}

function patternFlag(subject: string, pattern: Pattern, holes: Holes): Constraint {
  const unknown = holes.hasUnknownValue(pattern.key) ? "value" : "request";
  return flag(subject, { key: pattern.key, unknown, pattern, identifier: holes.isIdentifier(pattern.key) });
}

/** Each combination takes memory as well. */
const COMBINATION_STEPS = 20;

/** Returns the alternatives that meet one alternative of each of the parts. */
export function combine(parts: readonly Alternatives[], budget: Budget): Alternatives {
  return parts.reduce<Alternatives>(
    (combined, part) => {
      budget.spend(COMBINATION_STEPS * combined.length * part.length);
      return combined.flatMap((constraints) => part.map((others) => [...constraints, ...others]));
    },
    [[]],
  );
}
