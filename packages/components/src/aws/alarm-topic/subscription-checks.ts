import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { isPropertyMap } from "../../shared/argument-values";
import { booleanValue, checkArray, expected, matching, plainObject } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import { alternatives } from "../../shared/wording";
import { childKey } from "../shared/children";
import type {
  AlarmTopicChannelArgs,
  AlarmTopicEmailSubscription,
  AlarmTopicHttpsSubscription,
  AlarmTopicSlackChannel,
  AlarmTopicSubscription,
  AlarmTopicTeamsChannel,
} from "./alarm-topic-args";
import {
  emailAddress,
  integrationUrl,
  slackChannelId,
  slackWorkspaceId,
  teamsChannelId,
  teamsTeamId,
  teamsTenantId,
  withoutStrings,
  withoutUrls,
} from "./subscription-values";

/** The checked subscriptions by their names. */
export interface CheckedSubscriptions {
  readonly endpoints: Readonly<Record<string, AlarmTopicEmailSubscription | Required<AlarmTopicHttpsSubscription>>>;
  readonly slackChannels: Readonly<Record<string, AlarmTopicSlackChannel>>;
  readonly teamsChannels: Readonly<Record<string, AlarmTopicTeamsChannel>>;
}

/** The subscriptions that have been checked so far. */
type MutableSubscriptions = {
  [Property in keyof CheckedSubscriptions]: Record<string, CheckedSubscriptions[Property][string]>;
};

const KINDS = ["email", "https", "slack", "teams"] as const;
type Kind = (typeof KINDS)[number];

const CHANNEL_ARGUMENTS = ["guardrailPolicyArns", "additionalTopicArns"];
const SLACK_IDS = { workspaceId: slackWorkspaceId, channelId: slackChannelId };
const TEAMS_IDS = { tenantId: teamsTenantId, teamId: teamsTeamId, channelId: teamsChannelId };

const subscriptionName = withoutUrls(childKey("the name of a subscription", "on-call"));
const policyArn = withoutUrls(
  matching(
    /^arn:aws[a-z-]*:iam::(?:aws|\d{12}):policy\/[\w+=,.@/-]+$/,
    "the ARN of an IAM policy",
    'Example: "arn:aws:iam::aws:policy/ReadOnlyAccess".',
  ),
);
/** Accepts ARNs of standard topics. FIFO topics have no subscribers other than queues. */
export const topicArn = withoutUrls(
  matching(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
    "the ARN of an SNS topic",
    'Example: "arn:aws:sns:eu-west-1:123456789012:alarms".',
  ),
);

/** Checks the subscriptions. URLs of integrations become secrets, because they contain keys. */
export function checkSubscriptions(
  issues: ArgumentIssues,
  subscriptions: Readonly<Record<string, AlarmTopicSubscription>>,
): CheckedSubscriptions {
  const checked = noSubscriptions();
  const remedy = "Pass {} if the topic has no subscribers yet.";
  if (!issues.check("subscriptions", subscriptions, withoutStrings(plainObject("subscriptions by name", remedy))))
    return checked;
  const subscribers = new Map<string, string>();
  Object.entries(subscriptions).forEach(([name, given], index) => {
    // Paths do not contain an invalid name, because it could be a URL.
    const isNamed = issues.check("subscriptions", name, subscriptionName);
    const path = isNamed ? `subscriptions.${name}` : `subscriptions[${index}]`;
    const kind = kindOf(issues, path, given);
    if (kind === undefined) return;
    const subscription = definedProperties(given);
    reportDuplicate(issues, subscribers, `${path}.${kind}`, subscription);
    // Other checks of the subscriptions report their names.
    addChecked(issues, { path, name, subscription }, isNamed ? checked : noSubscriptions());
  });
  return checked;
}

const noSubscriptions = (): MutableSubscriptions => ({ endpoints: {}, slackChannels: {}, teamsChannels: {} });

interface NamedSubscription {
  readonly path: string;
  readonly name: string;
  readonly subscription: AlarmTopicSubscription;
}

/** Checks the properties of a subscription, and adds it to the subscriptions of its kind. */
function addChecked(
  issues: ArgumentIssues,
  { path, name, subscription }: NamedSubscription,
  { endpoints, slackChannels, teamsChannels }: MutableSubscriptions,
): void {
  if ("email" in subscription) {
    endpoints[name] = { email: issues.checkInput(`${path}.email`, subscription.email, emailAddress) };
  } else if ("https" in subscription) {
    endpoints[name] = checkHttps(issues, path, subscription);
  } else if ("slack" in subscription) {
    const channel = checkChannel(issues, `${path}.slack`, subscription.slack, SLACK_IDS);
    if (channel) slackChannels[name] = channel;
  } else {
    const channel = checkChannel(issues, `${path}.teams`, subscription.teams, TEAMS_IDS);
    if (channel) teamsChannels[name] = channel;
  }
}

/** Returns the only kind of a subscription; `undefined` if it is invalid. */
function kindOf(issues: ArgumentIssues, path: string, subscription: unknown): Kind | undefined {
  const what = `a subscription with ${alternatives(KINDS)}`;
  if (!issues.check(path, subscription, withoutStrings(plainObject(what)))) return undefined;
  const properties = subscription as Readonly<Record<string, unknown>>;
  const kinds = KINDS.filter((kind) => properties[kind] !== undefined);
  const [kind, ...others] = kinds;
  const known = kind === "https" ? [...KINDS, "confirmsItself"] : KINDS;
  if (!issues.checkNames(path, subscription, known)) return undefined;
  if (kind === undefined) {
    issues.add(path, undefined, { code: "missing", statement: `expected one of ${alternatives(KINDS)}` });
    return undefined;
  }
  if (others.length === 0) return kind;
  const statement = `a subscription has only one of ${KINDS.join(", ")}, got ${kinds.join(" and ")}`;
  issues.add(path, undefined, { code: "conflict", statement, remedy: "Use two subscriptions." });
  return undefined;
}

function checkHttps(
  issues: ArgumentIssues,
  path: string,
  { https, confirmsItself = true }: AlarmTopicHttpsSubscription,
): Required<AlarmTopicHttpsSubscription> {
  issues.check(`${path}.confirmsItself`, confirmsItself, withoutUrls(booleanValue));
  return { https: pulumi.secret(issues.checkInput(`${path}.https`, https, integrationUrl)), confirmsItself };
}

/** Checks a channel. Returns it with checked inputs; `undefined` if it is not an object. */
function checkChannel<
  A extends AlarmTopicChannelArgs,
  Id extends Exclude<keyof A, keyof AlarmTopicChannelArgs> & string,
>(issues: ArgumentIssues, path: string, channel: A, ids: Readonly<Record<Id, Check<unknown>>>): A | undefined {
  const names = Object.keys(ids) as Id[];
  const remedy = `Pass { ${names.join(", ")} }.`;
  if (!issues.check(path, channel, withoutStrings(plainObject("a channel", remedy)))) return undefined;
  issues.checkNames(path, channel, [...names, ...CHANNEL_ARGUMENTS]);
  const checkedIds = names.map(
    (name) => [name, issues.checkInput<unknown>(`${path}.${name}`, channel[name], ids[name])] as const,
  );
  const { guardrailPolicyArns, additionalTopicArns } = channel;
  if (Array.isArray(guardrailPolicyArns) && guardrailPolicyArns.length === 0) {
    const what = "at least one policy, because AWS would apply AdministratorAccess";
    const omit = "Remove the property to use ReadOnlyAccess.";
    issues.add(`${path}.guardrailPolicyArns`, guardrailPolicyArns, expected("out-of-range", what, omit));
  }
  return {
    ...channel,
    ...Object.fromEntries(checkedIds),
    ...(guardrailPolicyArns !== undefined && {
      guardrailPolicyArns: checkArns(issues, `${path}.guardrailPolicyArns`, guardrailPolicyArns, policyArn),
    }),
    ...(additionalTopicArns !== undefined && {
      additionalTopicArns: checkArns(issues, `${path}.additionalTopicArns`, additionalTopicArns, topicArn),
    }),
  };
}

const arrayOfArns = withoutUrls((value) =>
  Array.isArray(value) ? undefined : expected("wrong-type", "an array of ARNs"),
);

const checkArns = (
  issues: ArgumentIssues,
  path: string,
  arns: readonly pulumi.Input<string>[],
  check: Check<unknown>,
): pulumi.Input<string>[] => (issues.check(path, arns, arrayOfArns) ? checkArray(issues, path, arns, check) : []);

/** Reports a subscriber that another subscription has. AWS would return the other subscription, or reject the channel. */
function reportDuplicate(
  issues: ArgumentIssues,
  subscribers: Map<string, string>,
  path: string,
  subscription: AlarmTopicSubscription,
): void {
  const subscriber = subscriberOf(subscription);
  if (subscriber === undefined) return;
  const other = subscribers.get(subscriber);
  subscribers.set(subscriber, other ?? path);
  if (other === undefined) return;
  const statement = `${other} has the same subscriber`;
  issues.add(path, undefined, { code: "duplicate", statement, remedy: "Remove one of them." });
}

/** Returns what identifies a subscriber; `undefined` if it is not known before the deployment. */
function subscriberOf(subscription: AlarmTopicSubscription): string | undefined {
  const [[kind, value] = []] = Object.entries(subscription as object).filter(([name]) => name !== "confirmsItself");
  const ids: unknown[] = isPropertyMap(value) ? [value.workspaceId ?? value.teamId, value.channelId] : [value];
  return ids.every((id) => typeof id === "string") ? [kind, ...ids].join(" ") : undefined;
}
