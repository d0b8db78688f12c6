import type { Plan } from "@roadbed/plan";
import { untypedPlan, exampleId } from "../authoring/example-plan";
import { allOf, isNotEmpty } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import type { OwnedProperty } from "./owner-conflicts";
import { defineStackRule, type Graph } from "../authoring/define-stack-rule";

const TARGET = "aws:appautoscaling/target:Target";

/** A property that Application Auto Scaling changes. */
interface ScalableCapacity {
  readonly capacity: OwnedProperty;
  /**
   * The scalable dimension of the property.
   *
   * @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
   */
  readonly dimension: string;
}

/** A rule on properties that Application Auto Scaling changes. */
export interface AutoscaledRow {
  readonly id: string;
  readonly title: string;
  readonly capacities: readonly [ScalableCapacity, ...ScalableCapacity[]];
}

/** Creates one rule for each row, which requires that the program does not manage properties that an autoscaler changes. */
export function autoscaledRules(rows: readonly AutoscaledRow[]): readonly StackRule[] {
  return rows.map(({ id, title, capacities }) => {
    const [first, ...rest] = capacities;
    const names = capacities.map(({ capacity }) => JSON.stringify(capacity.property)).join(", ");
    return defineStackRule({
      ...{ id, title, severity: "medium", topic: "drift" },
      types: [TARGET],
      why: "Every update resets the capacity that the autoscaler chose for the current load.",
      remedy: `Set the resource option ignoreChanges: [${names}]. The declared value then applies only at creation.`,
      check: (graph) => capacities.flatMap((scalable) => conflictsOf(graph, scalable)),
      examples: {
        pass: [...passing(first), ...rest.flatMap(passing)],
        fail: [failing(first), ...rest.map(failing)],
      },
    });
  });
}

function conflictsOf(graph: Graph, { capacity: { type, property }, dimension }: ScalableCapacity) {
  return graph
    .byTypeToken(type)
    .filter((resource) =>
      allOf(
        () => !resource.ignoreChanges.some((path) => path === "*" || path === property),
        () => property in resource.props,
        () =>
          isNotEmpty(
            graph
              .referrers(resource, TARGET, "resourceId")
              .filter(({ props }) => props.scalableDimension === dimension),
          ),
      ),
    )
    .map((resource) => ({ resource, at: property, message: `an autoscaler also changes ${property}` }));
}

const target = (dimension: string) =>
  [TARGET, { resourceId: exampleId("owner"), scalableDimension: dimension }] as const;

function passing({ capacity: { type, property, sample }, dimension }: ScalableCapacity): readonly [Plan, ...Plan[]] {
  return [
    untypedPlan({ owner: [type, {}], target: target(dimension) }),
    untypedPlan({
      owner: [type, sample, { options: { ignoreChanges: [property] } }],
      target: target(dimension),
    }),
    untypedPlan({ owner: [type, sample], target: target("custom-resource:ResourceType:Property") }),
  ];
}

function failing({ capacity: { type, sample }, dimension }: ScalableCapacity): Plan {
  return untypedPlan({ owner: [type, sample], target: target(dimension) });
}
