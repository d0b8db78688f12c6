import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, integerBetween, matching, plainObject } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { kmsKeyArn } from "../shared/arn";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import {
  QUEUE_ARGUMENTS,
  QUEUE_DEFAULTS,
  type QueueArgs,
  type QueueDeadLetterArgs,
  type QueueDefaults,
  type QueueSender,
} from "./queue-args";

/** The checked arguments of a Queue with all defaults. */
export type QueueSettings = Omit<QueueArgs, "deadLetter"> &
  QueueDefaults & { readonly deadLetterQueue: Required<QueueDeadLetterArgs> | undefined };

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
const MAX_NAME_CHARACTERS = 80;
const NAME_CHARACTERS = "Use letters, digits, hyphens, and underscores.";
const standardName = matching(/^[A-Za-z0-9_-]{1,80}$/, "the name of a queue, without a suffix", NAME_CHARACTERS);
const fifoName = matching(
  /^[A-Za-z0-9_-]{1,75}\.fifo$/,
  'the name of a FIFO queue, with the suffix ".fifo"',
  NAME_CHARACTERS,
);
const generatedName = matching(/^[A-Za-z0-9_-]+$/, "a name that a queue can begin with", NAME_CHARACTERS);

const servicePrincipal = matching(
  /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/,
  "a service principal",
  'Example: "sns.amazonaws.com".',
);
const anyArn = matching(/^arn:aws[a-z-]*:[a-z0-9-]+:.*$/, "an ARN", "Use the ARN of a topic, a rule, or a bucket.");

/**
 * Checks the arguments of a Queue.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkQueueArgs(name: string, args: QueueArgs): QueueSettings {
  const issues = new ArgumentIssues("Queue", name);
  const settings = withDefaults(issues, QUEUE_DEFAULTS, QUEUE_ARGUMENTS, args);
  const { fifo, contentBasedDeduplication } = settings;
  issues.check("fifo", fifo, booleanValue);
  if (
    issues.check("contentBasedDeduplication", contentBasedDeduplication, booleanValue) &&
    contentBasedDeduplication &&
    !fifo
  ) {
    const statement = "has no effect unless fifo is true";
    issues.add("contentBasedDeduplication", true, {
      code: "conflict",
      statement,
      remedy: "Set fifo: true, or remove it.",
    });
  }
  issues.check("visibilityTimeoutSeconds", settings.visibilityTimeoutSeconds, integerBetween(0, 43_200));
  issues.check("retentionDays", settings.retentionDays, integerBetween(1, 14));
  issues.check("delaySeconds", settings.delaySeconds, integerBetween(0, 900));
  const deadLetterQueue = checkDeadLetter(issues, settings.deadLetter);
  checkName(issues, name, settings, deadLetterQueue !== undefined);
  const checked = {
    ...settings,
    deadLetterQueue,
    senders: checkSenders(issues, settings.senders),
    kmsKeyArn: issues.checkOptionalInput("kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  const deadLetterChildren = deadLetterQueue ? ["dead-letters", "dead-letters-policy", "dead-letters-redrive"] : [];
  checkAdoption(issues, settings, ["queue", "policy", ...deadLetterChildren]);
  issues.throwIfAny();
  return checked;
}

function checkName(
  issues: ArgumentIssues,
  name: string,
  { queueName, fifo }: QueueArgs,
  hasDeadLetters: boolean,
): void {
  if (queueName !== undefined) issues.check("queueName", queueName, fifo === true ? fifoName : standardName);
  if (queueName !== undefined && !hasDeadLetters) return;
  // The dead-letter queue always has a generated name.
  const noun = hasDeadLetters ? "dead-letters" : "queue";
  const maxCharacters = MAX_NAME_CHARACTERS - (fifo === true ? ".fifo".length : 0);
  if (checkNameLength(issues, name, { noun, resource: "a queue", maxCharacters }))
    issues.check("name", name, generatedName);
}

function checkDeadLetter(
  issues: ArgumentIssues,
  deadLetter: false | QueueDeadLetterArgs,
): Required<QueueDeadLetterArgs> | undefined {
  if (deadLetter === false) return undefined;
  if (typeof (deadLetter as unknown) === "boolean") {
    issues.add("deadLetter", deadLetter, expected("wrong-type", "false or an object", "Use {} for the defaults."));
    return undefined;
  }
  if (!issues.checkNames("deadLetter", deadLetter, ["maxReceiveCount", "retentionDays"])) return undefined;
  const { maxReceiveCount = 5, retentionDays = 14 } = deadLetter;
  issues.check("deadLetter.maxReceiveCount", maxReceiveCount, integerBetween(1, 1000));
  issues.check("deadLetter.retentionDays", retentionDays, integerBetween(1, 14));
  return { maxReceiveCount, retentionDays };
}

function checkSenders(
  issues: ArgumentIssues,
  senders: Readonly<Record<string, QueueSender>>,
): Readonly<Record<string, QueueSender>> {
  if (!issues.check("senders", senders, plainObject("an object of senders"))) return {};
  const checked = Object.entries(senders).map(([key, sender]) => {
    const path = `senders.${key}`;
    if (!issues.checkNames(path, sender, ["service", "sourceArn"])) return [key, sender] as const;
    issues.check(`${path}.service`, sender.service, servicePrincipal);
    const sourceArn = issues.checkInput(`${path}.sourceArn`, sender.sourceArn, anyArn);
    return [key, { ...sender, sourceArn }] as const;
  });
  return Object.fromEntries(checked);
}
