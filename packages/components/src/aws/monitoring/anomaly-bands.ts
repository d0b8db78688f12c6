import type { ArgumentIssues } from "../../shared/argument-issues";
import { plainObject } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import { checkAnomalyBand, findBandObstacles } from "../monitors/anomaly-band-checks";
import {
  hasAnomalyBand,
  type AnomalySide,
  type Monitor,
  type MonitorAnomalyBand,
  type MonitorSet,
} from "../monitors/monitor";
import { monitorKey, reportUnknownKeys } from "./monitor-keys";
import type { MonitoringAnomalyBand, MonitoringArgs } from "./monitoring-args";

const SIDES: Readonly<Record<AnomalySide, string>> = { above: "above", below: "below", outside: "outside of" };

/** Returns a band with all of its defaults. */
function withDefaults({ title }: Monitor, band: MonitoringAnomalyBand): MonitorAnomalyBand {
  const { breaching = "outside", evaluationPeriods = 3 } = band;
  return {
    breaching,
    width: 2,
    evaluationPeriods,
    datapointsToAlarm: evaluationPeriods,
    missingData: "notBreaching",
    severity: "ticket",
    meaning: `${title}: the value is ${SIDES[breaching]} the range that is usual at this time of the day and the week.`,
    firstStep:
      "Compare the chart with the previous week, and look for deployments and failures when the values began to differ.",
    runbook: "anomaly-band",
    ...definedProperties(band),
  };
}

/** Checks the anomaly bands and returns the sets with them. */
export function applyAnomalyBands(
  issues: ArgumentIssues,
  sets: readonly MonitorSet[],
  bands: NonNullable<MonitoringArgs["anomalyBands"]>,
): readonly MonitorSet[] {
  if (!issues.check("anomalyBands", bands, plainObject("anomaly bands by set and monitor"))) return sets;
  reportUnknownKeys(issues, "anomalyBands", sets, Object.keys(bands));
  return sets.map((set) => ({
    ...set,
    monitors: set.monitors.map((monitor) => {
      const key = monitorKey(set, monitor);
      const path = `anomalyBands[${JSON.stringify(key)}]`;
      const band = Object.hasOwn(bands, key) ? bands[key] : undefined;
      const changed = band === undefined ? monitor : applyBand(issues, path, monitor, band);
      if (hasAnomalyBand(changed)) reportObstacles(issues, band === undefined ? "targets" : path, key, changed);
      return changed;
    }),
  }));
}

function applyBand(issues: ArgumentIssues, path: string, monitor: Monitor, band: MonitoringAnomalyBand): Monitor {
  const remedy = "Pass {} for the defaults. Alarms are created from it, so outputs are not accepted.";
  if (!issues.check(path, band, plainObject("a plain object", remedy))) return monitor;
  const anomalyBand = withDefaults(monitor, { ...monitor.anomalyBand, ...definedProperties(band) });
  return checkAnomalyBand(issues, path, anomalyBand, monitor.periodSeconds) ? { ...monitor, anomalyBand } : monitor;
}

function reportObstacles(issues: ArgumentIssues, path: string, key: string, monitor: Monitor): void {
  for (const { statement, remedy } of findBandObstacles(monitor)) {
    issues.add(path, undefined, {
      code: "conflict",
      statement: path === "targets" ? `${key}: ${statement}` : statement,
      remedy,
    });
  }
}
