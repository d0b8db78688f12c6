/** What happens to a service in a minute of a scenario. */
export interface Conditions {
  /** The load as a fraction of the usual load at the busiest time of day. 0 means no traffic at all. */
  readonly load: number;
  /** The fraction of the work that fails: 0 for a healthy service, 1 for an outage. */
  readonly failing: number;
  /** The fraction of the instances that fail their health checks. */
  readonly down: number;
  /** The fraction of the work that fails, and of the instances that are down, in the version that a deployment releases. */
  readonly newVersionFailing: number;
  /** The fraction of the capacity that has leaked, such as the used space of a disk that nobody cleans up. */
  readonly leaked: number;
  /** The fraction of the traffic that the second target group receives. */
  readonly shifted: number;
  /** Whether the service publishes metrics. */
  readonly publishes: boolean;
}

/** A day of a service. */
export interface Scenario {
  /** The title in tables: `Healthy day`. */
  readonly title: string;
  /** What happens, as a sentence. */
  readonly description: string;
  /** Returns the conditions in a minute of the day. Minutes before 0 belong to the day before, which was healthy. */
  readonly conditionsAt: (minute: number) => Conditions;
}

/** The number of minutes in a scenario. */
export const SCENARIO_MINUTES = 1440;
/** The minute in which failures begin: 10:00. */
export const FAILURE_MINUTE = 600;

const HOUR = 60;
const OUTAGE_MINUTES = 30;
const CANARY_MINUTES = 5;
const SLOW_BURN = 0.01;

/** Returns a load that is lowest at 04:00 and highest at 16:00. */
const dailyLoad = (minute: number) => 0.65 - 0.35 * Math.cos(((minute - 4 * HOUR) / SCENARIO_MINUTES) * 2 * Math.PI);

const healthy = (minute: number): Conditions => ({
  load: dailyLoad(minute),
  failing: 0,
  down: 0,
  newVersionFailing: 0,
  leaked: 0,
  shifted: 0,
  publishes: true,
});

const isBetween = (minute: number, start: number, length: number) => minute >= start && minute < start + length;

/** Returns the fraction of the traffic on the second target group: 10 % for five minutes, and then all of it. */
function shiftedByDeployment(minute: number, start: number): number {
  if (minute < start) return 0;
  return minute < start + CANARY_MINUTES ? 0.1 : 1;
}

/** Returns the conditions of two deployments, of which the second moves the traffic back to the first target group. */
function deployment(minute: number): Conditions {
  const second = FAILURE_MINUTE + 4 * HOUR;
  const shifted =
    minute < second ? shiftedByDeployment(minute, FAILURE_MINUTE) : 1 - shiftedByDeployment(minute, second);
  return { ...healthy(minute), shifted };
}

function failedDeployment(minute: number): Conditions {
  const isReleased = isBetween(minute, FAILURE_MINUTE, CANARY_MINUTES + OUTAGE_MINUTES);
  return {
    ...healthy(minute),
    shifted: isReleased ? shiftedByDeployment(minute, FAILURE_MINUTE) : 0,
    newVersionFailing: isReleased ? 1 : 0,
  };
}

function quietNight(minute: number): Conditions {
  const hour = (((minute / HOUR) % 24) + 24) % 24;
  const isNight = hour < 6 || hour >= 22;
  if (!isNight) return healthy(minute);
  // At 03:00, a single request per minute fails for ten minutes.
  const isLonely = isBetween(minute, 3 * HOUR, 10);
  return { ...healthy(minute), load: isLonely ? 0.001 : 0, failing: isLonely ? 1 : 0 };
}

/** The scenarios that each alarm is proved with. */
export const SCENARIOS = {
  healthyDay: {
    title: "Healthy day",
    description: "The load varies with the time of day and nothing fails.",
    conditionsAt: healthy,
  },
  spike: {
    title: "One-minute spike",
    description:
      "At 10:00, the load triples, half of the work fails, and half of the instances are down for one minute.",
    conditionsAt: (minute) =>
      minute === FAILURE_MINUTE
        ? { ...healthy(minute), load: 3 * dailyLoad(minute), failing: 0.5, down: 0.5 }
        : healthy(minute),
  },
  slowBurn: {
    title: "Slow burn",
    description: "From 10:00, 1 % of the work fails, and a resource leaks until it is exhausted at midnight.",
    conditionsAt: (minute) =>
      minute < FAILURE_MINUTE
        ? healthy(minute)
        : {
            ...healthy(minute),
            failing: SLOW_BURN,
            leaked: (minute - FAILURE_MINUTE) / (SCENARIO_MINUTES - FAILURE_MINUTE),
          },
  },
  outage: {
    title: "Outage",
    description: "From 10:00, all work fails and all instances are down for 30 minutes.",
    conditionsAt: (minute) => {
      const fraction = isBetween(minute, FAILURE_MINUTE, OUTAGE_MINUTES) ? 1 : 0;
      return { ...healthy(minute), failing: fraction, down: fraction };
    },
  },
  quietNight: {
    title: "No traffic at night",
    description: "From 22:00 to 06:00 there is no traffic, except for ten single requests that fail at 03:00.",
    conditionsAt: quietNight,
  },
  deployment: {
    title: "Deployment",
    description:
      "Two deployments move the traffic to the other target group, first 10 % for five minutes and then all.",
    conditionsAt: deployment,
  },
  failedDeployment: {
    title: "Failed deployment",
    description: "A deployment moves the traffic to a version that fails, and is rolled back 30 minutes later.",
    conditionsAt: failedDeployment,
  },
  metricsStop: {
    title: "Metrics stop",
    description: "From 10:00, the service publishes no metrics.",
    conditionsAt: (minute) => ({ ...healthy(minute), publishes: minute < FAILURE_MINUTE }),
  },
} as const satisfies Readonly<Record<string, Scenario>>;

/** The name of a scenario. */
export type ScenarioName = keyof typeof SCENARIOS;

/** The names of all scenarios. */
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];
