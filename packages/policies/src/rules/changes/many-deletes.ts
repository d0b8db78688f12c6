import { defineChangeRule } from "../../authoring/define-change-rule";
import { examplePlan } from "../../authoring/example-plan";
import { integerOption } from "../../authoring/option-builders";
import { isLeftBehind } from "../../changes/change";

const queue = "aws:sqs/queue:Queue";
const queues = (count: number) =>
  examplePlan(
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`q${index}`, [queue, {}] as const])) as Record<
      string,
      readonly [typeof queue, object]
    >,
  );

export const manyDeletes = defineChangeRule({
  id: "many-deletes",
  title: "Deployments do not delete a large part of a stack",
  severity: "high",
  blocks: "always",
  why: "Deleting many resources at once is rarely intended. Usual causes are a program that returns early, an empty configuration value, or the wrong stack.",
  remedy: "Check why the program no longer registers these resources. If the deletion is intended, approve it.",
  options: {
    maximum: integerOption(24, "The largest number of resources that can be deleted.", { minimum: 0 }),
    percent: integerOption(20, "The largest share of the stack's resources that can be deleted, in percent.", {
      minimum: 0,
      maximum: 100,
    }),
    minimum: integerOption(4, "The number of resources that can be deleted whatever their share is.", { minimum: 0 }),
  },
  check: (changes, { options: { maximum, percent, minimum } }) => {
    // Sort the resources, because engines delete them in different orders.
    const deleted = changes
      .with("delete")
      .filter((change) => change.before?.custom === true && !isLeftBehind(change))
      .sort((a, b) => (a.urn < b.urn ? -1 : 1));
    const existing = changes.all.filter(({ before }) => before?.custom === true).length;
    const [first] = deleted;
    const isLargeShare = deleted.length > minimum && deleted.length * 100 > existing * percent;
    if (first === undefined || !(isLargeShare || deleted.length > maximum)) return [];
    return [
      {
        change: first,
        message: `${deleted.length} of the ${existing} resources of the stack are deleted`,
        relatedResources: deleted.slice(1).map(({ urn }) => urn),
        isStackWide: true,
      },
    ];
  },
  examples: {
    pass: [
      { before: queues(4), after: queues(0) },
      { before: queues(40), after: queues(35) },
    ],
    fail: [
      { before: queues(5), after: queues(0) },
      { before: queues(200), after: queues(175) },
    ],
  },
});
