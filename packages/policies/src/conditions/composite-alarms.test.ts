import { evaluate } from "../evaluation/evaluate";
import { examplePlan } from "../authoring/example-plan";
import { alarmActionsGiven } from "../rules/aws/cloudwatch";

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const composite = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const errors = [alarm, { name: "errors" }] as const;

/** Returns the number of alarms that notify nobody. */
const countOf = (plan: ReturnType<typeof examplePlan>) =>
  evaluate(plan, [{ rule: alarmActionsGiven, level: "mandatory" }]).findings.filter(({ kind }) => kind === "violation")
    .length;

describe("notifiesThroughComposite", () => {
  it("compares whole names of alarms", () => {
    const rules = ['ALARM("errors-of-others")', "ALARM(other-errors)", "ALARM(errors) AND OK(other)"];
    const counts = rules.map((alarmRule) =>
      countOf(
        examplePlan({ errors, paging: [composite, { alarmName: "paging", alarmRule, alarmActions: ["pager"] }] }),
      ),
    );
    expect(counts).toEqual([1, 1, 0]);
  });

  it("ends at circular rules", () => {
    const plan = examplePlan({
      errors,
      a: [composite, { alarmName: "a", alarmRule: "ALARM(errors) OR ALARM(b)" }],
      b: [composite, { alarmName: "b", alarmRule: "ALARM(a)" }],
    });
    expect(countOf(plan)).toBe(1);
  });
});
