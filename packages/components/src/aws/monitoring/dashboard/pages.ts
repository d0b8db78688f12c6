import { MAX_ALARMS_IN_WIDGET, MAX_METRICS, MAX_WIDGETS } from "./dashboard-body";
import { metricsOf, widgetsOf, type DashboardSection } from "./sections";

/** A dashboard. */
export interface DashboardPage {
  /** What the names of the dashboard end with: empty for the first one, `-part-1` for the first part. */
  readonly suffix: string;
  /** Whether the dashboard shows the states of all alarms. */
  readonly showsAlarms: boolean;
  readonly sections: readonly DashboardSection[];
}

/**
 * Divides sections among dashboards: one, unless the limits of CloudWatch require several. Then the first shows the states of all
 * alarms and links to the others.
 *
 * @param alarms - the number of alarms
 */
export function paginate(sections: readonly DashboardSection[], alarms: number): readonly DashboardPage[] {
  // Each severity has its own widgets, so up to one more than the number of alarms requires.
  const alarmWidgets = Math.ceil(alarms / MAX_ALARMS_IN_WIDGET) + 1;
  const overview = { suffix: "", showsAlarms: true };
  if (fits(sections, alarmWidgets)) return [{ ...overview, sections }];
  const pages: DashboardSection[][] = [];
  for (const section of sections) {
    const page = pages.at(-1);
    // Each part has a link to the first dashboard.
    if (page !== undefined && fits([...page, section], 1)) page.push(section);
    else pages.push([section]);
  }
  return [
    { ...overview, sections: [] },
    ...pages.map((page, index) => ({ suffix: `-part-${index + 1}`, showsAlarms: false, sections: page })),
  ];
}

const fits = (sections: readonly DashboardSection[], otherWidgets: number): boolean =>
  sum(sections.map(widgetsOf)) + otherWidgets <= MAX_WIDGETS && sum(sections.map(metricsOf)) <= MAX_METRICS;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
