import { exampleId, untypedPlan } from "../authoring/example-plan";
import type { Severity } from "../model/finding";
import type { StackRule } from "../authoring/rule";
import type { OwnedProperty } from "./owner-conflicts";
import { defineStackRule } from "../authoring/define-stack-rule";

/** A resource type that allows only one resource for each owner. */
export interface SingletonRow {
  readonly id: string;
  readonly title: string;
  /**
   * How much a violation matters.
   *
   * @default "high"
   */
  readonly severity?: Severity;
  /** The type of the owner. */
  readonly owner: string;
  /** The resource type, and its property that references the owner. */
  readonly singleton: OwnedProperty;
}

/** Creates one rule for each row, which requires that an owner has at most one such resource. */
export function singletonRules(rows: readonly SingletonRow[]): readonly StackRule[] {
  return rows.map(({ id, title, severity = "high", owner, singleton }) => {
    const { type, property } = singleton;
    const singletonOf = (name: string) => [type, { [property]: exampleId(name) }] as const;
    const knownOwner = [
      owner,
      {},
      { id: "known-id", outputs: { arn: "arn:aws:x:eu-west-1:123456789012:x/known-id" } },
    ] as const;
    return defineStackRule({
      ...{ id, title, severity, topic: "drift" },
      types: [type],
      why: "AWS keeps only the settings that were written last, so each update of one resource removes the settings of the other.",
      remedy: `Merge the settings into one ${type.slice(type.lastIndexOf(":") + 1)}.`,
      check: (graph) =>
        graph
          .byTypeToken(owner)
          .filter((resource) => graph.referrersByTypeToken(resource, type, property).length > 1)
          .map((resource) => ({ resource, message: "two resources overwrite each other's settings" })),
      examples: {
        pass: [
          untypedPlan({ owner: [owner, {}], only: singletonOf("owner") }),
          untypedPlan({
            owner: [owner, {}],
            second: [owner, {}],
            first: singletonOf("owner"),
            other: singletonOf("second"),
          }),
        ],
        fail: [
          untypedPlan({ owner: [owner, {}], first: singletonOf("owner"), other: singletonOf("owner") }),
          untypedPlan({ owner: knownOwner, first: [type, { [property]: "known-id" }], other: singletonOf("owner") }),
        ],
      },
    });
  });
}
