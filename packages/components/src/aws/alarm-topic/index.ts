export { AlarmTopic } from "./alarm-topic";
export type {
  AlarmTopicArgs,
  AlarmTopicChannelArgs,
  AlarmTopicDeadLetterQueueArgs,
  AlarmTopicDefaults,
  AlarmTopicEmailSubscription,
  AlarmTopicHttpsSubscription,
  AlarmTopicSlackChannel,
  AlarmTopicSlackSubscription,
  AlarmTopicSubscription,
  AlarmTopicTeamsChannel,
  AlarmTopicTeamsSubscription,
} from "./alarm-topic-args";
export type { AlarmTopicLike, ExistingAlarmTopicArgs } from "./existing-topic";
