import type { Judgement } from "../verdict/verdict";

/** A judgement with more reasons why its settings may not be those that were meant; clauses without a full stop. */
export function withDoubts(judgement: Judgement, doubts: readonly string[]): Judgement {
  const { policies } = judgement;
  if (policies === undefined || doubts.length === 0) return judgement;
  return { ...judgement, policies: { ...policies, doubts: [...policies.doubts, ...doubts] } };
}
