import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues } from "../../shared/argument-issues";
import { isObject, isPropertyMap } from "../../shared/argument-values";
import { expected, matching, plainObject } from "../../shared/checks";
import type { AlarmTopicLike } from "../alarm-topic/existing-topic";
import type { AlarmSeverity } from "../monitors/monitor";
import { regionName } from "../shared/aws-component-args";
import type { MonitoringNotifyArgs, MonitoringTopic, MonitoringTopics } from "./monitoring-args";

/** The ARNs of the topics that alarms notify, by severity. */
export type Topics = Readonly<Record<AlarmSeverity, readonly pulumi.Input<string>[]>>;

/** The alarms with a severity in a Region, which need topics. */
export interface AlarmsToNotify {
  /** The Region; `undefined` for that of the component. */
  readonly region: string | undefined;
  readonly severity: AlarmSeverity;
  /** The names of the monitors: `orders/errors`. */
  readonly keys: readonly string[];
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
const MAX_ACTIONS = 5;

const NO_TOPICS: Topics = { page: [], ticket: [] };

/**
 * Checks the topics.
 *
 * @param homeRegion - the Region of the component, if it is known
 * @returns a function that returns the topics of a Region
 */
export function checkTopics(
  issues: ArgumentIssues,
  notify: MonitoringNotifyArgs | false,
  homeRegion: string | undefined,
): (region: string | undefined) => Topics {
  if (notify === false) return () => NO_TOPICS;
  const remedy = "Pass the topics, or `false` if alarms notify nobody.";
  if (!issues.check("notify", notify, plainObject("topics by severity", remedy))) return () => NO_TOPICS;
  issues.checkNames("notify", notify, ["page", "ticket", "regions"]);
  const { regions = {} } = notify;
  const byRegion = new Map<string | undefined, Topics>([
    [undefined, checkTopicsOfRegion(issues, "notify", notify, homeRegion)],
  ]);
  if (issues.check("notify.regions", regions, plainObject("topics by Region"))) {
    for (const [region, topics] of Object.entries(regions)) {
      const path = `notify.regions[${JSON.stringify(region)}]`;
      issues.check(path, region, regionName);
      if (issues.checkNames(path, topics, ["page", "ticket"])) {
        byRegion.set(region, checkTopicsOfRegion(issues, path, topics, region));
      }
    }
  }
  return (region) => byRegion.get(region) ?? NO_TOPICS;
}

/** Checks that each Region has topics for the severities that its alarms have. */
export function checkTopicsOfAlarms(
  issues: ArgumentIssues,
  notify: MonitoringNotifyArgs | false,
  homeRegion: string | undefined,
  alarms: readonly AlarmsToNotify[],
): void {
  // Values of other types have been reported.
  const given: unknown = notify;
  if (notify === false || !isPropertyMap(given)) return;
  for (const each of alarms) {
    const topics = each.region === undefined ? notify : notify.regions?.[each.region];
    reportMissing(issues, each, topics?.[each.severity], homeRegion);
  }
}

function checkTopicsOfRegion(
  issues: ArgumentIssues,
  path: string,
  { page = [], ticket = [] }: MonitoringTopics,
  region: string | undefined,
): Topics {
  return {
    page: checkArns(issues, `${path}.page`, page, region),
    ticket: checkArns(issues, `${path}.ticket`, ticket, region),
  };
}

function checkArns(
  issues: ArgumentIssues,
  path: string,
  topics: readonly MonitoringTopic[],
  region: string | undefined,
): readonly pulumi.Input<string>[] {
  if (!Array.isArray(topics)) {
    issues.add(path, topics, expected("wrong-type", "an array of topics"));
    return [];
  }
  if (topics.length > MAX_ACTIONS) {
    issues.add(path, undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_ACTIONS} topics, got ${topics.length}`,
      remedy: "Subscribe several endpoints to one topic.",
    });
  }
  const check = topicArn(region);
  return (topics as readonly MonitoringTopic[]).map((topic, index) => {
    const topicPath = `${path}[${index}]`;
    if (!isAlarmTopic(topic)) return issues.checkInput(topicPath, topic, check);
    reportOtherRegion(issues, topicPath, topic.region, region);
    return issues.checkInput(`${topicPath}.topicArn`, topic.topicArn, check);
  });
}

/** Whether a topic is an AlarmTopic, or an object in its form. */
const isAlarmTopic = (topic: unknown): topic is AlarmTopicLike => isObject(topic) && "topicArn" in topic;

/** Returns the topics as ARNs, which are inputs. */
export function topicArns(notify: MonitoringNotifyArgs | false): MonitoringNotifyArgs | false {
  if (notify === false) return notify;
  const arnsOf = ({ page, ticket }: MonitoringTopics): MonitoringTopics => ({
    ...(page && { page: page.map((topic) => (isAlarmTopic(topic) ? topic.topicArn : topic)) }),
    ...(ticket && { ticket: ticket.map((topic) => (isAlarmTopic(topic) ? topic.topicArn : topic)) }),
  });
  const regions = Object.entries(notify.regions ?? {}).map(([region, topics]) => [region, arnsOf(topics)] as const);
  return { ...arnsOf(notify), ...(notify.regions && { regions: Object.fromEntries(regions) }) };
}

/** Reports a topic in another Region at once. The ARN of a new topic is not known before the deployment. */
function reportOtherRegion(
  issues: ArgumentIssues,
  path: string,
  region: pulumi.Input<string> | undefined,
  alarmRegion: string | undefined,
): void {
  if (region === undefined || alarmRegion === undefined || !isPlainValue(region) || region === alarmRegion) return;
  issues.add(path, region, {
    code: "conflict",
    statement: (got) => `expected a topic in ${alarmRegion}, got one in ${got}`,
    remedy: "Alarms can only notify topics in their own Region.",
  });
}

/** Accepts the ARNs of SNS topics in a Region. */
function topicArn(region: string | undefined) {
  const form = new RegExp(String.raw`^arn:aws[a-z-]*:sns:${region ?? "[a-z0-9-]+"}:\d{12}:[\w-]{1,256}(?:\.fifo)?$`);
  return region === undefined
    ? matching(form, "the ARN of an SNS topic", 'Example: "arn:aws:sns:eu-west-1:123456789012:alarms".')
    : matching(form, `the ARN of an SNS topic in ${region}`, "Alarms can only notify topics in their own Region.");
}

function reportMissing(
  issues: ArgumentIssues,
  { region, severity, keys }: AlarmsToNotify,
  topics: readonly unknown[] | undefined,
  homeRegion: string | undefined,
): void {
  const isMissing = topics === undefined || (Array.isArray(topics) && topics.length === 0);
  if (!isMissing || keys.length === 0) return;
  const path = region === undefined ? `notify.${severity}` : `notify.regions[${JSON.stringify(region)}].${severity}`;
  const place = region ?? homeRegion;
  issues.add(path, undefined, {
    code: "missing",
    statement: `alarms with the severity ${severity} have no topics, such as ${keys[0] ?? ""}`,
    remedy: `Pass an AlarmTopic or the ARN of an SNS topic${place === undefined ? "" : ` in ${place}`}.`,
  });
}
