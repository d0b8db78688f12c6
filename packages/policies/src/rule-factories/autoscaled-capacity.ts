import type { Plan } from "@roadbed/plan";
import { untypedPlan, exampleId } from "../authoring/example-plan";
import { allOf, isNotEmpty, listOf } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import type { OwnedProperty } from "./owner-conflicts";
import { ignoresChanges } from "../conditions/ignored-changes";
import { defineStackRule, type Graph, type UntypedGraphResource } from "../authoring/define-stack-rule";

const TARGET = "aws:appautoscaling/target:Target";

/** A property that Application Auto Scaling changes. */
interface ScalableCapacity {
  /** The property. If it is part of an object or array, `where` checks whether a resource sets it. */
  readonly capacity: OwnedProperty;
  /**
   * The path of the property for `ignoreChanges`, without array indexes.
   *
   * @default the property of `capacity`
   */
  readonly path?: string;
  /**
   * The value that the provider sets if the program leaves the property out.
   *
   * @default none; the provider then keeps the capacity as it is
   */
  readonly valueIfAbsent?: number;
  /**
   * The scalable dimension of the property.
   *
   * @see https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
   */
  readonly dimension: string;
  /**
   * The resource that scalable targets name in place of the one with the property, and the property that references it.
   *
   * @default scalable targets name the resource with the property
   */
  readonly scaled?: { readonly type: string; readonly property: string };
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
    const paths = [...new Set(capacities.map((scalable) => JSON.stringify(ignoredPath(scalable))))].join(", ");
    return defineStackRule({
      ...{ id, title, severity: "medium", topic: "drift" },
      types: [TARGET],
      why: "Every update resets the capacity that the autoscaler chose for the current load.",
      remedy: `Set the resource option ignoreChanges: [${paths}]. The declared value then applies only at creation.`,
      check: (graph) => capacities.flatMap((scalable) => conflictsOf(graph, scalable)),
      examples: {
        pass: [...passing(first), ...rest.flatMap(passing)],
        fail: [...failing(first), ...rest.flatMap(failing)],
      },
    });
  });
}

const pathOf = ({ path, capacity }: ScalableCapacity) => path ?? capacity.property;

/** Returns the path for `ignoreChanges`, which covers all elements if the property is an array. */
const ignoredPath = (scalable: ScalableCapacity) =>
  Array.isArray((scalable.capacity.sample as Readonly<Record<string, unknown>>)[scalable.capacity.property])
    ? scalable.capacity.property
    : pathOf(scalable);

function conflictsOf(graph: Graph, scalable: ScalableCapacity) {
  const { capacity, dimension, valueIfAbsent } = scalable;
  const path = pathOf(scalable);
  return graph
    .byTypeToken(capacity.type)
    .filter((resource) =>
      allOf(
        () => !ignoresChanges(resource, path),
        () => valueIfAbsent !== undefined || isSet(resource, capacity),
        () =>
          isNotEmpty(targetsOf(graph, resource, scalable).filter(({ props }) => props.scalableDimension === dimension)),
      ),
    )
    .map((resource) => ({
      resource,
      at: capacity.property,
      message:
        valueIfAbsent === undefined || isSet(resource, capacity)
          ? `an autoscaler also changes ${path}`
          : `an autoscaler changes ${path}, which the provider resets to ${String(valueIfAbsent)} because it is not set`,
    }));
}

/** Returns the scalable targets of a resource, or of the resource that it references as the scaled one. */
const targetsOf = (graph: Graph, resource: UntypedGraphResource, { scaled }: ScalableCapacity) =>
  listOf(
    () => graph.referrers(resource, TARGET, "resourceId"),
    () =>
      scaled &&
      graph
        .byTypeToken(scaled.type)
        .filter((candidate) => graph.references(resource, scaled.property, candidate))
        .flatMap((candidate) => graph.referrers(candidate, TARGET, "resourceId")),
  );

const isSet = ({ props }: UntypedGraphResource, { property, where }: OwnedProperty): boolean =>
  where ? where(props as never) : property in props;

const target = (dimension: string) =>
  [TARGET, { resourceId: exampleId("owner"), scalableDimension: dimension }] as const;

function passing(scalable: ScalableCapacity): readonly [Plan, ...Plan[]] {
  const { capacity, dimension, valueIfAbsent } = scalable;
  const { type, sample } = capacity;
  const ignoring = { options: { ignoreChanges: [ignoredPath(scalable)] } };
  return [
    untypedPlan({ owner: [type, sample, ignoring], target: target(dimension) }),
    untypedPlan({ owner: [type, sample], target: target("custom-resource:ResourceType:Property") }),
    untypedPlan({ owner: [type, {}, valueIfAbsent === undefined ? {} : ignoring], target: target(dimension) }),
  ];
}

function failing({
  capacity: { type, sample },
  dimension,
  valueIfAbsent,
  scaled,
}: ScalableCapacity): readonly [Plan, ...Plan[]] {
  const set = untypedPlan({ owner: [type, sample], target: target(dimension) });
  if (scaled !== undefined) {
    const owner = [type, { ...sample, [scaled.property]: exampleId("scaled") }] as const;
    const scaledTarget = [TARGET, { resourceId: exampleId("scaled"), scalableDimension: dimension }] as const;
    return [set, untypedPlan({ scaled: [scaled.type, {}], owner, target: scaledTarget })];
  }
  return valueIfAbsent === undefined ? [set] : [set, untypedPlan({ owner: [type, {}], target: target(dimension) })];
}
