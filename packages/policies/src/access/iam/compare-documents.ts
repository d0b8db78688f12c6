import { mergeComparisons, type AccessComparison } from "../comparison";
import { compareAccessSets, type SetOptions } from "../compare-access-sets";
import type { Budget } from "../requests/too-complex";
import { Holes } from "../values";
import { documentAccess, statementForms, type DocumentSource } from "./document-access";
import type { NotPrincipalReading } from "./principals";

/** Compares what policy documents allow together before and after a change. */
export function compareDocuments(
  before: readonly DocumentSource[],
  after: readonly DocumentSource[],
  options: SetOptions,
): AccessComparison {
  const forms = { before: statementForms(before), after: statementForms(after) };
  const isInBoth = (form: string) => forms.before.has(form) && forms.after.has(form);
  const compareWith = (notPrincipal: NotPrincipalReading) =>
    compareAccessSets((budget: Budget) => {
      const context = { holes: new Holes(), budget, notPrincipal };
      return { before: documentAccess(before, isInBoth, context), after: documentAccess(after, isInBoth, context) };
    }, options);
  const hasExemptions = [...forms.before, ...forms.after].some((form) => form.includes('"NotPrincipal":'));
  const comparison = compareWith("any");
  if (!hasExemptions || comparison.verdict === "broader") return comparison;
  // The documentation allows both readings of some documents, so that a change must broaden neither.
  const other = compareWith("all");
  return other.verdict === "broader" ? other : mergeComparisons([comparison, other]);
}
