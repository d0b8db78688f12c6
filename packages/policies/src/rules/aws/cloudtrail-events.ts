import { examplePlan } from "../../authoring/example-plan";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule, type Graph } from "../../authoring/define-stack-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const trail = "aws:cloudtrail/trail:Trail";

type Trail = InputsOf<typeof trail>;
type Advanced = NonNullable<Trail["advancedEventSelectors"]>[number];

/** What an advanced selector asks of a field; undefined if nothing. */
const wanted = (selector: Advanced, field: string) =>
  listOf(selector.fieldSelectors).filter((one) => one.field === field);

const selects = (selector: Advanced, field: string, value: string): boolean =>
  wanted(selector, field).some((one) => listOf(one.equals).includes(value));

/** Whether it leaves reads, or writes, in. */
const admits = (selector: Advanced, readOnly: "true" | "false"): boolean =>
  !listOf(selector.fieldSelectors).some((one) =>
    allOf(
      () => one.field === "readOnly",
      () => !listOf(one.equals).includes(readOnly),
    ),
  );

type Basic = "ReadOnly" | "WriteOnly";

/** Whether a trail records what is done to objects of all buckets. */
const recordsObjects = (props: Trail, kind: Basic): boolean =>
  anyOf(
    () =>
      listOf(props.eventSelectors).some((selector) =>
        allOf(
          () => ["All", kind].includes(selector.readWriteType ?? "All"),
          () =>
            listOf(selector.dataResources).some((resource) =>
              allOf(
                () => resource.type === "AWS::S3::Object",
                () => listOf(resource.values).some((value) => /^arn:[^:]+:s3(:::)?$/.test(value)),
              ),
            ),
        ),
      ),
    () =>
      listOf(props.advancedEventSelectors).some((selector) =>
        allOf(
          () => selects(selector, "eventCategory", "Data"),
          () => selects(selector, "resources.type", "AWS::S3::Object"),
          () => !wanted(selector, "resources.ARN").some(Boolean),
          () => admits(selector, kind === "ReadOnly" ? "true" : "false"),
        ),
      ),
  );

/** One trail that records is enough. */
function unlessRecorded(graph: Graph, kind: Basic, message: string) {
  const trails = graph.byType(trail);
  return trails.some(({ props }) => recordsObjects(props, kind))
    ? []
    : trails.map((resource) => ({ resource, message }));
}

const objects = { dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] };
const advanced = (readOnly: string) => ({
  advancedEventSelectors: [
    {
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        { field: "readOnly", equals: [readOnly] },
      ],
    },
  ],
});

export const trailObjectWrites = defineStackRule({
  id: "trail-object-writes",
  title: "A trail records who writes objects of S3",
  severity: "medium",
  controls: { "aws-fsbp": ["S3.22"], "cis-aws-3.0": ["3.8"], "cis-aws-4.0": ["3.8"] },
  types: [trail],
  why: "Trails leave out objects unless told otherwise: who deleted or encrypted the data is in no log.",
  remedy:
    'Set eventSelectors: [{ readWriteType: "All", dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }] on one of them.',
  check: (graph) => unlessRecorded(graph, "WriteOnly", "nothing records who writes objects"),
  examples: {
    pass: [
      examplePlan({ one: [trail, { eventSelectors: [objects] }], other: [trail, {}] }),
      examplePlan({ one: [trail, { eventSelectors: [{ ...objects, readWriteType: "WriteOnly" }] }] }),
      examplePlan({ one: [trail, advanced("false")] }),
    ],
    fail: [
      examplePlan({ one: [trail, {}] }),
      examplePlan({ one: [trail, { eventSelectors: [{ ...objects, readWriteType: "ReadOnly" }] }] }),
      examplePlan({ one: [trail, advanced("true")] }),
    ],
  },
});

export const trailObjectReads = defineStackRule({
  id: "trail-object-reads",
  title: "A trail records who reads objects of S3",
  severity: "medium",
  controls: { "aws-fsbp": ["S3.23"], "cis-aws-3.0": ["3.9"], "cis-aws-4.0": ["3.9"] },
  types: [trail],
  why: "Trails leave out objects unless told otherwise: after a leak nobody can say which data was taken.",
  remedy:
    'Set eventSelectors: [{ readWriteType: "All", dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }] on one of them.',
  check: (graph) => unlessRecorded(graph, "ReadOnly", "nothing records who reads objects"),
  examples: {
    pass: [
      examplePlan({ one: [trail, { eventSelectors: [objects] }] }),
      examplePlan({ one: [trail, advanced("true")] }),
    ],
    fail: [
      examplePlan({
        one: [
          trail,
          { eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::shop-orders/"] }] }] },
        ],
      }),
      examplePlan({ one: [trail, advanced("false")] }),
    ],
  },
});

export const trailManagementEvents = defineRule({
  id: "trail-management-events",
  title: "Trails record what is done to the account",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudTrail.1"], "cis-aws-3.0": ["3.1"], "cis-aws-4.0": ["3.1"] },
  on: trail,
  why: "Who changed a role, a key or a network is in no log.",
  remedy:
    'Drop includeManagementEvents: false and readWriteType from one of the eventSelectors, or add an advanced one with { field: "eventCategory", equals: ["Management"] } alone.',
  check: (props) =>
    anyOf(
      () =>
        allOf(
          () => listOf(props.eventSelectors).some(Boolean),
          () =>
            !listOf(props.eventSelectors).some((selector) =>
              allOf(
                () => selector.includeManagementEvents !== false,
                () => (selector.readWriteType ?? "All") === "All",
              ),
            ),
        ),
      () =>
        allOf(
          () => listOf(props.advancedEventSelectors).some(Boolean),
          () =>
            !listOf(props.advancedEventSelectors).some((selector) =>
              allOf(
                () => selects(selector, "eventCategory", "Management"),
                () => !wanted(selector, "readOnly").some(Boolean),
              ),
            ),
        ),
    ) && "the trail leaves out what is done to the account",
  examples: {
    pass: [
      {},
      { eventSelectors: [objects] },
      { eventSelectors: [objects, { includeManagementEvents: false, readWriteType: "ReadOnly" }] },
      {
        advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }],
      },
    ],
    fail: [
      { eventSelectors: [{ includeManagementEvents: false }] },
      { eventSelectors: [{ readWriteType: "WriteOnly" }] },
      advanced("true"),
    ],
  },
});
