import type { ArgumentIssues } from "../../../shared/argument-issues";
import { matching } from "../../../shared/checks";
import type { MonitorSet } from "../../monitors/monitor";
import type { MonitoringDashboardArgs } from "../monitoring-args";
import { paginate, type DashboardPage } from "./pages";
import { sectionsOf } from "./sections";

/** The dashboards of a component. */
export interface DashboardPlan {
  /** The name of the first dashboard. */
  readonly dashboardName: string;
  readonly start: string;
  readonly pages: readonly DashboardPage[];
}

const dashboardName = matching(
  /^[\w-]{1,245}$/,
  "the name of a dashboard of up to 245 characters",
  "Use letters, digits, hyphens, and underscores.",
);
const start = matching(/^-P(?:\d+[DWM]|T\d+[MH])$/, "a duration before now", 'Examples: "-PT12H", "-P7D".');

/** Checks the arguments of the dashboard. Returns them with their defaults. */
export function checkDashboard(
  issues: ArgumentIssues,
  args: MonitoringDashboardArgs | false,
  defaultName: string,
): Required<MonitoringDashboardArgs> | undefined {
  if (args === false) return undefined;
  if (!issues.checkNames("dashboard", args, ["dashboardName", "start"])) return undefined;
  const settings = { dashboardName: args.dashboardName ?? defaultName, start: args.start ?? "-PT3H" };
  if (args.dashboardName !== undefined) issues.check("dashboard.dashboardName", args.dashboardName, dashboardName);
  issues.check("dashboard.start", settings.start, start);
  return settings;
}

/** Whether the dashboard shows charts of a set. */
export const hasCharts = ({ monitors, contributorCharts = [] }: MonitorSet): boolean =>
  monitors.length + contributorCharts.length > 0;

/** Returns the dashboards for sets of monitors. */
export function planDashboard(
  settings: Required<MonitoringDashboardArgs>,
  sets: readonly MonitorSet[],
  alarms: number,
  runbookUrl: (runbook: string) => string,
): DashboardPlan {
  const sections = sets.filter(hasCharts).flatMap((set) => sectionsOf(set, runbookUrl));
  return { ...settings, pages: paginate(sections, alarms) };
}
