import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { expiryMonitors } from "../expiry";
import { metricsOf } from "../metric-factory";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";

/** The arguments of `monitors.certificate`. */
export interface CertificateMonitorsArgs extends MonitorSetArgs {
  /** The ARN of the certificate in AWS Certificate Manager. */
  readonly certificateArn: pulumi.Input<string>;
  /**
   * The number of days before the end at which a ticket is raised, from 2 to 44.
   *
   * @default 30
   */
  readonly warningDays?: number;
}

const METRICS = "https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html";
const PERIOD_SECONDS = 86_400;
const MIN_WARNING_DAYS = 2;
// ACM sends its own events for the first time 45 days before the end, so a later warning says that nobody acted on them.
// https://docs.aws.amazon.com/acm/latest/APIReference/API_ExpiryEventsConfiguration.html
const MAX_WARNING_DAYS = 44;
const DEFAULT_WARNING_DAYS = 30;

/**
 * Returns the monitors of a certificate in AWS Certificate Manager.
 *
 * @remarks
 * ACM renews certificates that it issued, if it can validate the domain; it does not renew imported certificates. Alarms:
 * `expires-soon` (ticket) and `expires` (page). For a certificate of CloudFront, set `region` to us-east-1.
 *
 * @example
 * const set = monitors.certificate({ name: "shop-certificate", certificateArn: certificate.arn });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const certificate = defineMonitorSet<CertificateMonitorsArgs>({
  kind: "monitors.certificate",
  checks: {
    certificateArn: dimension(
      matching(
        /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/,
        "the ARN of a certificate",
        "Use arn:aws:acm:<region>:<account>:certificate/<id>.",
      ),
    ),
    warningDays: integerBetween(MIN_WARNING_DAYS, MAX_WARNING_DAYS),
  },
  required: ["certificateArn"],
  title: ({ name }) => `Certificate ${name}`,
  monitors: ({ certificateArn, warningDays = DEFAULT_WARNING_DAYS }) =>
    expiryMonitors({
      value: metricsOf("AWS/CertificateManager", { CertificateArn: certificateArn })("DaysToExpiry", "Minimum"),
      title: "Days until the certificate expires",
      unit: "Count",
      periodSeconds: PERIOD_SECONDS,
      periods: 2,
      day: 1,
      warningDays,
      runbook: "certificate",
      warning: {
        meaning: `The certificate expires in at most ${warningDays} days and was not renewed. Clients then refuse to connect.`,
        firstStep:
          "Compare the validation records in DNS with those that ACM shows for the certificate, or import a new certificate if it was imported.",
        reason:
          "ACM renews its certificates weeks earlier, so a renewal has failed. ACM publishes the metric rarely, and two days bridge a day without it.",
      },
      end: {
        meaning: "The certificate expires within about a day, or has expired. Clients then refuse to connect.",
        firstStep:
          "Issue or import a certificate for the same names, and attach it to the listener or distribution instead of this one.",
        reason: "It is the last day on which ACM publishes the metric, because it stops when the certificate expires.",
      },
      source: METRICS,
    }),
});
