import type { Plan } from "@roadbed/plan";
import { untypedPlan, idOf } from "../authoring/example-plan";
import { allOf, isNotEmpty } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import type { OwnedProperty } from "./owners";
import { defineStackRule, type Graph } from "../authoring/define-stack-rule";

const TARGET = "aws:appautoscaling/target:Target";

/** A number that Application Auto Scaling changes. */
interface Scaled {
  readonly place: OwnedProperty;
  /** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html */
  readonly dimension: string;
}

/** Something that Application Auto Scaling changes. */
export interface AutoscaledRow {
  readonly id: string;
  readonly title: string;
  readonly scaled: readonly [Scaled, ...Scaled[]];
}

/** One rule for each row: what an autoscaler changes is not set by the program too. */
export function autoscaledRules(rows: readonly AutoscaledRow[]): readonly StackRule[] {
  return rows.map(({ id, title, scaled }) => {
    const [first, ...rest] = scaled;
    const names = scaled.map(({ place }) => JSON.stringify(place.property)).join(", ");
    return defineStackRule({
      ...{ id, title, severity: "medium", topic: "drift" },
      types: [TARGET],
      why: "Every update puts the number of the program back, in the middle of the load that the autoscaler scaled for.",
      remedy: `Give it { ignoreChanges: [${names}] }: the number is then only what it starts with.`,
      check: (graph) => scaled.flatMap((one) => overwritten(graph, one)),
      examples: {
        pass: [...passing(first), ...rest.flatMap(passing)],
        fail: [failing(first), ...rest.map(failing)],
      },
    });
  });
}

function overwritten(graph: Graph, { place: { type, property }, dimension }: Scaled) {
  return graph
    .byRuntimeType(type)
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
    .map((resource) => ({ resource, at: property, message: `an autoscaler changes ${property}, which is set here` }));
}

const target = (dimension: string) => [TARGET, { resourceId: idOf("owner"), scalableDimension: dimension }] as const;

function passing({ place: { type, property, sample }, dimension }: Scaled): readonly [Plan, ...Plan[]] {
  return [
    untypedPlan({ owner: [type, {}], target: target(dimension) }),
    untypedPlan({
      owner: [type, sample, { options: { ignoreChanges: [property] } }],
      target: target(dimension),
    }),
    untypedPlan({ owner: [type, sample], target: target("custom-resource:ResourceType:Property") }),
  ];
}

function failing({ place: { type, sample }, dimension }: Scaled): Plan {
  return untypedPlan({ owner: [type, sample], target: target(dimension) });
}
