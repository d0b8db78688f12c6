import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { defineStackRule } from "../../authoring/define-stack-rule";

const bus = "aws:cloudwatch/eventBus:EventBus";
const policy = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";
const permission = "aws:cloudwatch/eventPermission:EventPermission";

export const eventBusHasPolicy = defineStackRule({
  id: "event-bus-has-policy",
  title: "EventBridge event buses have a resource-based policy",
  severity: "low",
  controls: { "aws-fsbp": ["EventBridge.3"] },
  types: [bus],
  why: "Without a resource-based policy, every identity in the account with broad permissions can send events and trigger the event bus targets.",
  remedy: "Add an aws.cloudwatch.EventBusPolicy with eventBusName: bus.name and a policy.",
  check: (graph) =>
    graph
      .byType(bus)
      .filter(
        (resource) =>
          !hasCompanion(graph, resource, companion(policy, "eventBusName"), companion(permission, "eventBusName")),
      )
      .map((resource) => ({ resource, message: "the event bus has no resource-based policy" })),
  examples: {
    pass: [
      examplePlan({ bus: [bus, {}], policy: [policy, { eventBusName: exampleId("bus"), policy: "{}" }] }),
      examplePlan({ bus: [bus, {}], permission: [permission, { eventBusName: exampleId("bus") }] }),
    ],
    fail: [
      examplePlan({
        bus: [bus, {}],
        other: [bus, {}],
        policy: [policy, { eventBusName: exampleId("other"), policy: "{}" }],
      }),
    ],
  },
});
