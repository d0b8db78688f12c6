import { AlarmTopic, Monitoring, Slo } from "../../src/aws";
import { TOPIC_FEATURES } from "../alarm-topic";
import { ALL_FEATURES, ANOMALY_BANDS, NOTIFY, NOTIFY_VIRGINIA, queueSet, virginiaSet } from "../monitoring";
import { SLO, SLO_FEATURES } from "../slo";

/** The programs with monitoring components whose states are recorded for each release. */
export const MONITORING_CONFIGURATIONS: Readonly<Record<string, () => unknown>> = {
  "alarm-topic-default": () =>
    new AlarmTopic("pager", { subscriptions: { "on-call": { email: "on-call@example.com" } } }),
  "alarm-topic-all-arguments": () => new AlarmTopic("pager", { ...TOPIC_FEATURES, region: "eu-west-1" }),
  "monitoring-default": () => new Monitoring("shop", { targets: [queueSet("orders")], notify: NOTIFY }),
  "monitoring-all-arguments": () => new Monitoring("shop", ALL_FEATURES),
  "monitoring-anomaly-bands": () =>
    new Monitoring("shop", {
      ...{ targets: [queueSet("orders"), virginiaSet("resize")], region: "eu-west-1" },
      notify: { ...NOTIFY, regions: { "us-east-1": NOTIFY_VIRGINIA } },
      anomalyBands: ANOMALY_BANDS,
    }),
  "slo-default": () => new Slo("checkout", SLO),
  "slo-all-arguments": () => new Slo("checkout", SLO_FEATURES),
};
