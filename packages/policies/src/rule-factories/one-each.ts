import { idOf, untypedPlan } from "../authoring/example-plan";
import type { Severity } from "../model/finding";
import type { StackRule } from "../authoring/rule";
import type { OwnedProperty } from "./owners";
import { defineStackRule } from "../authoring/define-stack-rule";

/** A kind of resource of which its owner can have one only. */
export interface SingletonRow {
  readonly id: string;
  readonly title: string;
  /** @default "high" */
  readonly severity?: Severity;
  readonly owner: string;
  /** The resource, and its property that names the owner. */
  readonly each: OwnedProperty;
}

/** One rule for each row: AWS keeps the last one that was written, so two undo each other. */
export function singletonRules(rows: readonly SingletonRow[]): readonly StackRule[] {
  return rows.map(({ id, title, severity = "high", owner, each }) => {
    const { type, property } = each;
    const one = (name: string) => [type, { [property]: idOf(name) }] as const;
    const named = [
      owner,
      {},
      { id: "known-id", outputs: { arn: "arn:aws:x:eu-west-1:123456789012:x/known-id" } },
    ] as const;
    return defineStackRule({
      ...{ id, title, severity, topic: "drift" },
      types: [type],
      why: "AWS keeps the one that was written last: each update puts back one of them, and what the other allowed is gone.",
      remedy: `Put what both say into one ${type.slice(type.lastIndexOf(":") + 1)}.`,
      check: (graph) =>
        graph
          .byRuntimeType(owner)
          .filter((resource) => graph.runtimeReferrers(resource, type, property).length > 1)
          .map((resource) => ({ resource, message: "two resources overwrite each other here" })),
      examples: {
        pass: [
          untypedPlan({ owner: [owner, {}], only: one("owner") }),
          untypedPlan({ owner: [owner, {}], second: [owner, {}], one: one("owner"), other: one("second") }),
        ],
        fail: [
          untypedPlan({ owner: [owner, {}], one: one("owner"), other: one("owner") }),
          untypedPlan({ owner: named, one: [type, { [property]: "known-id" }], other: one("owner") }),
        ],
      },
    });
  });
}
