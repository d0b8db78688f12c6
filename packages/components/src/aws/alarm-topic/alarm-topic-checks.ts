import { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, matching } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { kmsKeyArn } from "../shared/arn";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { partitionOf } from "../shared/partition";
import { MAX_ROLE_NAME_CHARACTERS, serviceRoleChildren } from "../shared/service-role";
import { ALARM_TOPIC_ARGUMENTS, ALARM_TOPIC_DEFAULTS, type AlarmTopicArgs } from "./alarm-topic-args";
import { CHAT_ROLE, configurationName, MAX_CONFIGURATION_NAME_CHARACTERS } from "./chat-channels";
import { checkSubscriptions, type CheckedSubscriptions } from "./subscription-checks";

/** The checked arguments of an AlarmTopic with all defaults. */
export interface AlarmTopicSettings
  extends Omit<AlarmTopicArgs, "deadLetterQueue" | "subscriptions">, CheckedSubscriptions {
  readonly protection: boolean;
  readonly publishers: readonly string[];
  /** The number of days that the dead-letter queue keeps messages; `undefined` without a queue. */
  readonly deadLetterRetentionDays: number | undefined;
}

// https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
const MAX_TOPIC_NAME_CHARACTERS = 256;
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
const MAX_QUEUE_NAME_CHARACTERS = 80;

const NAME_CHARACTERS = "Use letters, digits, hyphens, and underscores.";
const topicName = matching(/^[\w-]{1,256}$/, "the name of a standard topic", NAME_CHARACTERS);
const componentName = matching(/^[\w-]+$/, "a name that a topic can begin with", NAME_CHARACTERS);
const servicePrincipal = matching(
  /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/,
  "a service principal",
  'Example: "budgets.amazonaws.com".',
);

/** The services that can always publish. */
const STANDARD_PUBLISHERS = ["cloudwatch.amazonaws.com", "events.amazonaws.com"];

/**
 * Checks the arguments of an AlarmTopic.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkAlarmTopicArgs(name: string, args: AlarmTopicArgs): AlarmTopicSettings {
  const issues = new ArgumentIssues("AlarmTopic", name);
  const { deadLetterQueue, subscriptions, ...settings } = withDefaults(
    issues,
    ALARM_TOPIC_DEFAULTS,
    ALARM_TOPIC_ARGUMENTS,
    args,
  );
  const checked = checkSubscriptions(issues, subscriptions);
  const hasEndpoints = Object.keys(checked.endpoints).length > 0;
  const retentionDays = checkDeadLetterQueue(issues, deadLetterQueue);
  checkPublishers(issues, settings.publishers);
  const result = {
    ...settings,
    ...checked,
    deadLetterRetentionDays: hasEndpoints ? retentionDays : undefined,
    kmsKeyArn: issues.checkOptionalInput("kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkNames(issues, name, result);
  checkPartition(issues, result);
  checkAdoption(issues, settings, childrenOf(result));
  issues.throwIfAny();
  return result;
}

function checkDeadLetterQueue(
  issues: ArgumentIssues,
  deadLetterQueue: NonNullable<AlarmTopicArgs["deadLetterQueue"]>,
): number | undefined {
  if (deadLetterQueue === false) return undefined;
  if (typeof (deadLetterQueue as unknown) === "boolean") {
    const remedy = "Use {} for the defaults.";
    issues.add("deadLetterQueue", deadLetterQueue, expected("wrong-type", "false or an object", remedy));
    return undefined;
  }
  if (!issues.checkNames("deadLetterQueue", deadLetterQueue, ["retentionDays"])) return undefined;
  const { retentionDays = 14 } = deadLetterQueue;
  issues.check("deadLetterQueue.retentionDays", retentionDays, integerBetween(1, 14));
  return retentionDays;
}

function checkPublishers(issues: ArgumentIssues, publishers: readonly string[]): void {
  if (!Array.isArray(publishers)) {
    issues.add("publishers", publishers, expected("wrong-type", "an array of service principals"));
    return;
  }
  const known = new Set(STANDARD_PUBLISHERS);
  publishers.forEach((publisher: string, index) => {
    const path = `publishers[${index}]`;
    if (!issues.check(path, publisher, servicePrincipal)) return;
    if (known.has(publisher)) {
      const statement = (got: string) => `${got} can publish already`;
      issues.add(path, publisher, { code: "duplicate", statement, remedy: "Remove it." });
    }
    known.add(publisher);
  });
}

const channelNames = ({ slackChannels, teamsChannels }: CheckedSubscriptions): string[] => [
  ...Object.keys(slackChannels),
  ...Object.keys(teamsChannels),
];

/** Checks the names in AWS, most of which begin with the name of the component. */
function checkNames(issues: ArgumentIssues, name: string, settings: AlarmTopicSettings): void {
  if (settings.topicName !== undefined) issues.check("topicName", settings.topicName, topicName);
  const channels = channelNames(settings);
  const limits = [
    ...(settings.topicName === undefined
      ? [{ noun: "topic", resource: "a topic", maxCharacters: MAX_TOPIC_NAME_CHARACTERS }]
      : []),
    ...(settings.deadLetterRetentionDays === undefined
      ? []
      : [{ noun: "dead-letters", resource: "a queue", maxCharacters: MAX_QUEUE_NAME_CHARACTERS }]),
    ...(channels.length === 0
      ? []
      : [{ noun: CHAT_ROLE, resource: "an IAM role", maxCharacters: MAX_ROLE_NAME_CHARACTERS }]),
  ];
  if (!limits.every((limit) => checkNameLength(issues, name, limit))) return;
  if (!issues.check("name", name, componentName)) return;
  for (const channel of channels) {
    const { length } = configurationName(name, channel);
    if (length <= MAX_CONFIGURATION_NAME_CHARACTERS) continue;
    issues.add(`subscriptions.${channel}`, undefined, {
      code: "out-of-range",
      statement: `expected a name in AWS of at most ${MAX_CONFIGURATION_NAME_CHARACTERS} characters, got ${length}`,
      remedy:
        "It contains the names of the project, the stack, the component, and the subscription. Shorten one of them.",
    });
  }
}

/** Amazon Q Developer in chat applications has endpoints in the commercial partition only. */
function checkPartition(issues: ArgumentIssues, settings: AlarmTopicSettings): void {
  const { region } = settings;
  const [channel] = channelNames(settings);
  if (channel === undefined || typeof region !== "string") return;
  const { name: partition } = partitionOf(region);
  if (partition === "aws") return;
  const statement = `channels are not available in ${region}, which belongs to the partition ${partition}`;
  issues.add(`subscriptions.${channel}`, undefined, { code: "not-allowed", statement, remedy: "Use email or https." });
}

/** Returns the names of the children. */
function childrenOf(settings: AlarmTopicSettings): string[] {
  const { endpoints, slackChannels, teamsChannels, kmsKeyArn: keyArn, deadLetterRetentionDays } = settings;
  return [
    ...(keyArn === undefined ? ["key", "key-policy"] : []),
    ...["topic", "policy"],
    ...(deadLetterRetentionDays === undefined ? [] : ["dead-letters", "dead-letters-policy"]),
    ...(channelNames(settings).length === 0 ? [] : serviceRoleChildren(CHAT_ROLE)),
    ...Object.keys(endpoints).map((name) => `subscription-${name}`),
    ...Object.keys(slackChannels).map((name) => `slack-${name}`),
    ...Object.keys(teamsChannels).map((name) => `teams-${name}`),
  ];
}
