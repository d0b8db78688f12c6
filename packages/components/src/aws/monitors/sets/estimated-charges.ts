import { integerBetween, matching } from "../../../shared/checks";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, GLOBAL_METRICS_REGION, type GlobalMonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";

/** The arguments of `monitors.estimatedCharges`. */
export interface EstimatedChargesMonitorsArgs extends GlobalMonitorSetArgs {
  /**
   * The charges of a month in US dollars that raise a ticket, from 1 to 100,000,000.
   *
   * @default no alarm
   */
  readonly maximumUsd?: number;
  /**
   * The name of a service as in the dimension `ServiceName`: `AmazonEC2`.
   *
   * @default all services together
   */
  readonly serviceName?: string;
  /**
   * The ID of an account of the organization, if the stack belongs to the account that pays.
   *
   * @default the account of the stack
   */
  readonly linkedAccount?: string;
}

const METRICS =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html";
/** AWS computes the charges several times a day. */
const PERIOD_SECONDS = 21_600;
const MAX_USD = 100_000_000;

/**
 * Returns the monitors of the estimated charges since the beginning of the month. AWS publishes them in us-east-1 for all Regions.
 *
 * @remarks
 * Alarms: `charges` (ticket, with `maximumUsd`). AWS publishes the metric only after "Receive CloudWatch billing alerts" is enabled
 * in the billing preferences of the account. The alarm sees charges that have already been made; a budget of AWS Budgets also
 * forecasts them.
 *
 * @example
 * const set = monitors.estimatedCharges({ name: "charges", maximumUsd: 2000 });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const estimatedCharges = defineMonitorSet<EstimatedChargesMonitorsArgs>({
  kind: "monitors.estimatedCharges",
  region: GLOBAL_METRICS_REGION,
  checks: {
    maximumUsd: integerBetween(1, MAX_USD),
    serviceName: matching(/^[A-Za-z0-9_-]{1,128}$/, "the name of a service", 'Example: "AmazonEC2".'),
    linkedAccount: matching(/^\d{12}$/, "the ID of an account: 12 digits"),
  },
  required: [],
  title: ({ name }) => `Estimated charges ${name}`,
  monitors: ({ maximumUsd, serviceName, linkedAccount }) => {
    const metric = metricsOf("AWS/Billing", {
      Currency: "USD",
      ...(serviceName !== undefined && { ServiceName: serviceName }),
      ...(linkedAccount !== undefined && { LinkedAccount: linkedAccount }),
    });
    const value = metric("EstimatedCharges", "Maximum");
    const options = { unit: "None", periodSeconds: PERIOD_SECONDS } as const;
    const monitor = shown("charges", "Charges since the beginning of the month (USD)", value, options);
    return [maximumUsd === undefined ? monitor : { ...monitor, alarm: chargesAlarm(maximumUsd) }];
  },
});

const chargesAlarm = (threshold: number): Required<Monitor>["alarm"] => ({
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  // Between two publications, the charges are what they were.
  missingData: "ignore",
  operator: ">=",
  threshold,
  severity: "ticket",
  meaning: `The estimated charges of this month have reached ${threshold} US dollars.`,
  firstStep:
    "Group the costs of this month by service and then by usage type in Cost Explorer, and compare them with last month.",
  runbook: "estimated-charges-charges",
  reason: "The argument states the limit. Charges only grow within a month, so one value above it is enough.",
  source: METRICS,
});
