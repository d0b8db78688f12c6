import { defineStackRule, examplePlan, exampleId, isNotEmpty } from "@roadbed/policies";

const TOPIC = "aws:sns/topic:Topic";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

/** A rule on several resources: the check uses the references between them. */
export const topicsHaveSubscription = defineStackRule({
  id: "acme-topics-have-subscription",
  title: "SNS topics have a subscription",
  severity: "medium",
  types: [TOPIC],
  why: "Messages to a topic without subscriptions are lost.",
  remedy: "Add an aws.sns.TopicSubscription with topic: topic.arn.",
  check: (graph) =>
    graph
      .byType(TOPIC)
      .filter((topic) => !isNotEmpty(graph.referrers(topic, SUBSCRIPTION, "topic")))
      .map((resource) => ({ resource, message: "the topic has no subscription" })),
  examples: {
    pass: [examplePlan({ topic: [TOPIC, {}], subscription: [SUBSCRIPTION, { topic: exampleId("topic") }] })],
    fail: [
      examplePlan({
        topic: [TOPIC, {}],
        other: [TOPIC, {}],
        subscription: [SUBSCRIPTION, { topic: exampleId("other") }],
      }),
    ],
  },
});
