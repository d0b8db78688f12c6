import type { MetricSource } from "../metric-reader";
import type { Scenario } from "../scenarios";
import { constant } from "./observations";

/** A queue and its consumers. */
export interface QueuesOptions {
  /** The number of messages per minute at the busiest time of day. @default 600 */
  readonly peakMessages?: number;
  /** The number of messages per minute that the consumers can process. @default 900 */
  readonly capacity?: number;
  /** The name of the dead-letter queue, which receives the messages that fail. */
  readonly deadLetterQueue?: string;
}

/** What is in a queue at the end of a minute. */
interface Backlog {
  readonly messages: number;
  readonly ageSeconds: number;
  readonly dead: number;
  readonly sent: number;
  readonly deleted: number;
}

const MINUTE_SECONDS = 60;
const LEAD_MINUTES = 1440;
const ATTEMPT_MINUTES = 5;

/**
 * Returns the metrics of an SQS queue. The backlog grows while consumers fail or a leak reduces their capacity.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function queueMetrics({ peakMessages = 600, capacity = 900, deadLetterQueue }: QueuesOptions): MetricSource {
  const backlogs = new Map<Scenario, readonly Backlog[]>();
  return ({ name, dimensions }, minute, scenario) => {
    if (!scenario.conditionsAt(minute).publishes) return undefined;
    const known = backlogs.get(scenario) ?? simulate(scenario, peakMessages, capacity);
    backlogs.set(scenario, known);
    const backlog = known[minute + LEAD_MINUTES];
    if (backlog === undefined) return undefined;
    const isDead = deadLetterQueue !== undefined && dimensions.QueueName === deadLetterQueue;
    switch (name) {
      case "ApproximateNumberOfMessagesVisible":
        return constant(isDead ? backlog.dead : backlog.messages);
      case "ApproximateAgeOfOldestMessage":
        return constant(backlog.ageSeconds);
      case "NumberOfMessagesSent":
        return constant(backlog.sent);
      case "NumberOfMessagesDeleted":
        return constant(backlog.deleted);
      default:
        throw new Error(`The source of queues does not publish ${name}`);
    }
  };
}

function simulate(scenario: Scenario, peakMessages: number, capacity: number): Backlog[] {
  const backlogs: Backlog[] = [];
  let messages = 0;
  let dead = 0;
  for (let minute = -LEAD_MINUTES; minute < LEAD_MINUTES; minute += 1) {
    const { load, down, leaked } = scenario.conditionsAt(minute);
    const sent = Math.round(peakMessages * load);
    const processed = Math.min(messages + sent, Math.round(capacity * (1 - leaked) * (1 - down)));
    const failed = Math.round(processed * repeatedlyFailing(scenario, minute));
    dead += failed;
    messages += sent - processed;
    const ageSeconds = messages === 0 ? 0 : Math.ceil((messages / Math.max(sent, 1)) * MINUTE_SECONDS);
    backlogs.push({ messages, ageSeconds, dead, sent, deleted: processed - failed });
  }
  return backlogs;
}

/** Returns the fraction of the messages that fail in each attempt of several minutes, and are moved to the dead-letter queue. */
function repeatedlyFailing(scenario: Scenario, minute: number): number {
  const attempts = Array.from({ length: ATTEMPT_MINUTES }, (_, index) => scenario.conditionsAt(minute - index).failing);
  return Math.min(...attempts);
}
