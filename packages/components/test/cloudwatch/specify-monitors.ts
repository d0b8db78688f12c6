import { ArgumentIssues } from "../../src/shared/argument-issues";
import { metricAlarmInputs } from "../../src/aws/monitors/metric-alarm";
import { hasAlarm } from "../../src/aws/monitors/monitor";
import { checkMonitor } from "../../src/aws/monitors/monitor-checks";
import { findContradictions, outcomesTable, type AlarmDeclarations } from "./alarm-declarations";
import { findUnpublished } from "./published-metrics";

/** Specifies a set of monitors: it is valid, AWS publishes its metrics, and its alarms are raised when they are declared to be. */
export function specifyMonitors(declarations: AlarmDeclarations): void {
  const { monitors } = declarations.monitors;

  it("are valid, and have different names", () => {
    const issues = new ArgumentIssues("Monitoring", "shop");
    for (const monitor of monitors) checkMonitor(issues, monitor.name, monitor);
    expect(() => issues.throwIfAny()).not.toThrow();
    expect(new Set(monitors.map(({ name }) => name)).size).toBe(monitors.length);
  });

  it("have alarms that evaluate exactly one value", () => {
    const queries = monitors.filter(hasAlarm).map((monitor) => metricAlarmInputs(monitor).metricQueries);
    for (const returned of queries.filter((each) => each !== undefined)) {
      expect((returned as readonly { returnData: boolean }[]).filter(({ returnData }) => returnData)).toHaveLength(1);
    }
  });

  it("watch metrics that AWS publishes", () => {
    expect(monitors.flatMap(findUnpublished)).toEqual([]);
  });

  it("raise alarms in exactly the declared scenarios, whatever CloudWatch does not document", () => {
    expect(findContradictions(declarations)).toEqual([]);
  });

  it("have a table of their outcomes", () => {
    expect(outcomesTable(declarations)).toMatchSnapshot();
  });
}
