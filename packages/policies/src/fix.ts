import { judgeFacts } from "./kernel/judge";
import { changesOf, type Change } from "./kernel/mend";
import { attempt, Run, within } from "./kernel/run";
import { Subject, type Reader } from "./kernel/subject";
import type { Rule } from "./model";

interface Fixed {
  readonly subject: Subject;
  readonly reader: Reader | undefined;
  readonly check: (fact: unknown, context: never) => unknown;
  readonly context: unknown;
}

/** What to set so that the facts which surely violate a rule no longer do. */
export function fixSubject(fix: unknown, { subject, reader, check, context }: Fixed): readonly Change[] {
  if (reader === undefined) return [];
  const newRun = () => new Run(false, subject.form.partial);
  const judged = (fact: unknown) => check(fact, context as never);
  return within(newRun(), () => {
    const facts = attempt(() => subject.factsBy(reader));
    return (facts.doubts ? [] : facts.value).flatMap((slot) => {
      // Whether it is there at all is not known, and nobody asked for what may not be needed.
      if (slot.gap || slot.doubts) return [];
      const { violations } = judgeFacts(newRun(), () => [slot], judged);
      if (violations.length === 0) return [];
      const changes = attempt(() => {
        const fact = slot.read();
        return changesOf(typeof fix === "function" ? (fix as typeof check)(fact, context as never) : fix, fact);
      });
      return changes.doubts ? [] : changes.value;
    });
  });
}

/** What the fix of a rule sets in the first of its failing examples that it mends; nothing if it has no fix. */
export function exampleFix(rule: Rule): readonly Change[] {
  if (rule.kind !== "resource" || rule.fix === undefined) return [];
  for (const { type, inputs } of rule.examples.fail) {
    const changes = rule.fix(new Subject({ urn: "", name: "example", type, inputs }), {});
    if (changes.length > 0) return changes;
  }
  return [];
}
