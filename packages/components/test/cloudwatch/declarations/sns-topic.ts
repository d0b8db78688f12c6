import { snsTopic } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { failures, rejections, requests, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_MESSAGES = 600;

export const snsTopicDeclarations: AlarmDeclarations = {
  monitors: snsTopic({ name: "orders", topicName: "orders", deadLetterQueues: true }),
  source: serviceMetrics({
    NumberOfNotificationsDelivered: requests(PEAK_MESSAGES),
    NumberOfNotificationsFailed: failures(PEAK_MESSAGES),
    // Subscribers that fail for a short time receive their messages when SNS retries.
    NumberOfNotificationsRedrivenToDlq: rejections(PEAK_MESSAGES),
    NumberOfNotificationsFailedToRedriveToDlq: rejections(PEAK_MESSAGES),
  }),
  outcomes: {
    "failed-deliveries": raisedBy("outage"),
    // At night, all of ten deliveries fail.
    "failed-deliveries-per-hour": raisedBy("outage", "quietNight"),
    "dead-letters": raisedBy("slowBurn"),
    "lost-messages": raisedBy("slowBurn"),
  },
};
