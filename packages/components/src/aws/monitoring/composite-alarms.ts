import * as pulumi from "@pulumi/pulumi";
import { isPlainValue } from "../../shared/argument-issues";
import { divide, type Part } from "./parts";

/** An alarm that a composite alarm combines. */
export interface CombinedAlarm {
  /** The name that determines the alarm's part: `orders/errors`. */
  readonly key: string;
  readonly alarmName: pulumi.Input<string>;
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
/** The number of alarms that a composite alarm can combine. */
export const MAX_COMBINED_ALARMS = 100;
/** The length of a composite alarm's rule. */
export const MAX_RULE_CHARACTERS = 10_240;
/** The length of an alarm's name. */
export const MAX_ALARM_NAME_CHARACTERS = 255;

const SEPARATOR = " OR ";

const term = (alarmName: string) => `ALARM("${alarmName}")`;

/** The length of a rule. Names that are not known before the deployment count with the maximum length. */
export function ruleLength(alarmNames: readonly pulumi.Input<string>[]): number {
  const lengths = alarmNames.map(
    (name) => term("").length + (isPlainValue(name) ? name.length : MAX_ALARM_NAME_CHARACTERS),
  );
  return lengths.reduce((total, length) => total + length, Math.max(0, lengths.length - 1) * SEPARATOR.length);
}

const fitsRule = (alarmNames: readonly pulumi.Input<string>[]): boolean =>
  alarmNames.length <= MAX_COMBINED_ALARMS && ruleLength(alarmNames) <= MAX_RULE_CHARACTERS;

/**
 * Divides alarms among composite alarms, in the order of their keys.
 *
 * @returns one part with an empty suffix if one composite alarm can combine all of them
 */
export function divideAlarms<T extends CombinedAlarm>(alarms: readonly T[]): readonly Part<T>[] {
  const sorted = [...alarms].sort((a, b) => (a.key < b.key ? -1 : 1));
  return divide(
    sorted,
    ({ key }) => key,
    (items) => fitsRule(items.map(({ alarmName }) => alarmName)),
  );
}

/** Whether a composite alarm can combine the parts of others. */
export const combinesParts = (partNames: readonly string[]): boolean => fitsRule(partNames);

/** Returns the rule of a composite alarm that is raised while any of the alarms is. */
export const anyOf = (alarmNames: readonly pulumi.Input<string>[]): pulumi.Output<string> =>
  pulumi.all([...alarmNames]).apply((names) => names.map(term).join(SEPARATOR));

/** Returns the rule of a composite alarm that is raised while all of the alarms are. */
export const allOf = (alarmNames: readonly pulumi.Input<string>[]): pulumi.Output<string> =>
  pulumi.all([...alarmNames]).apply((names) => names.map(term).join(" AND "));
