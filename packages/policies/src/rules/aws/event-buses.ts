import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, idOf } from "../../authoring/example-plan";
import { defineStackRule } from "../../authoring/define-stack-rule";

const bus = "aws:cloudwatch/eventBus:EventBus";
const policy = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";
const permission = "aws:cloudwatch/eventPermission:EventPermission";

export const eventBusHasPolicy = defineStackRule({
  id: "event-bus-has-policy",
  title: "Event buses say who may send to them",
  severity: "low",
  controls: { "aws-fsbp": ["EventBridge.3"] },
  types: [bus],
  why: "Without a policy every identity of the account with a wide right may send events, and start whatever listens.",
  remedy: "Add new aws.cloudwatch.EventBusPolicy(name, { eventBusName: bus.name, policy: … }).",
  check: (graph) =>
    graph
      .byType(bus)
      .filter(
        (one) => !hasCompanion(graph, one, companion(policy, "eventBusName"), companion(permission, "eventBusName")),
      )
      .map((resource) => ({ resource, message: "nothing says who may send events" })),
  examples: {
    pass: [
      examplePlan({ bus: [bus, {}], policy: [policy, { eventBusName: idOf("bus"), policy: "{}" }] }),
      examplePlan({ bus: [bus, {}], permission: [permission, { eventBusName: idOf("bus") }] }),
    ],
    fail: [
      examplePlan({
        bus: [bus, {}],
        other: [bus, {}],
        policy: [policy, { eventBusName: idOf("other"), policy: "{}" }],
      }),
    ],
  },
});
