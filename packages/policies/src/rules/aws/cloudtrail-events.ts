import { examplePlan } from "../../authoring/example-plan";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule, type Graph } from "../../authoring/define-stack-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const trail = "aws:cloudtrail/trail:Trail";

type Trail = InputsOf<typeof trail>;
type AdvancedEventSelector = NonNullable<Trail["advancedEventSelectors"]>[number];

/** Returns the field selectors of an advanced event selector for one field. */
const fieldSelectorsFor = (selector: AdvancedEventSelector, field: string) =>
  listOf(selector.fieldSelectors).filter((fieldSelector) => fieldSelector.field === field);

const selects = (selector: AdvancedEventSelector, field: string, value: string): boolean =>
  fieldSelectorsFor(selector, field).some((fieldSelector) => listOf(fieldSelector.equals).includes(value));

/** Whether an advanced event selector includes events with this value of `readOnly`. */
const includesReadOnly = (selector: AdvancedEventSelector, readOnly: "true" | "false"): boolean =>
  !listOf(selector.fieldSelectors).some((fieldSelector) =>
    allOf(
      () => fieldSelector.field === "readOnly",
      () => !listOf(fieldSelector.equals).includes(readOnly),
    ),
  );

type AccessType = "ReadOnly" | "WriteOnly";

/** Whether a trail logs object-level events for all S3 buckets. */
const logsObjectEvents = (props: Trail, accessType: AccessType): boolean =>
  anyOf(
    () =>
      listOf(props.eventSelectors).some((selector) =>
        allOf(
          () => ["All", accessType].includes(selector.readWriteType ?? "All"),
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
          () => !fieldSelectorsFor(selector, "resources.ARN").some(Boolean),
          () => includesReadOnly(selector, accessType === "ReadOnly" ? "true" : "false"),
        ),
      ),
  );

/** Reports every trail unless at least one of them logs the events. */
function issuesUnlessLogged(graph: Graph, accessType: AccessType, message: string) {
  const trails = graph.byType(trail);
  return trails.some(({ props }) => logsObjectEvents(props, accessType))
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
  title: "At least one CloudTrail trail logs write events for the objects of all S3 buckets",
  severity: "medium",
  controls: { "aws-fsbp": ["S3.22"], "cis-aws-3.0": ["3.8"], "cis-aws-4.0": ["3.8"] },
  types: [trail],
  why: "Trails do not log object-level events by default, so no log shows who deleted or encrypted the data.",
  remedy:
    'Set eventSelectors: [{ readWriteType: "All", dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }] on one of the trails.',
  check: (graph) =>
    issuesUnlessLogged(graph, "WriteOnly", "no trail logs write events for the objects of all S3 buckets"),
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
  title: "At least one CloudTrail trail logs read events for the objects of all S3 buckets",
  severity: "medium",
  controls: { "aws-fsbp": ["S3.23"], "cis-aws-3.0": ["3.9"], "cis-aws-4.0": ["3.9"] },
  types: [trail],
  why: "Trails do not log object-level events by default, so you cannot determine after a leak which data was read.",
  remedy:
    'Set eventSelectors: [{ readWriteType: "All", dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }] on one of the trails.',
  check: (graph) =>
    issuesUnlessLogged(graph, "ReadOnly", "no trail logs read events for the objects of all S3 buckets"),
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
  title: "CloudTrail trails log read and write management events",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudTrail.1"], "cis-aws-3.0": ["3.1"], "cis-aws-4.0": ["3.1"] },
  on: trail,
  why: "Without management events, no log shows who changed a role, a key, or a network.",
  remedy:
    'Remove includeManagementEvents: false and readWriteType from one of the eventSelectors, or add an advancedEventSelectors entry with { field: "eventCategory", equals: ["Management"] } as its only field selector.',
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
                () => !fieldSelectorsFor(selector, "readOnly").some(Boolean),
              ),
            ),
        ),
    ) && "the trail does not log all management events",
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
