import { rules } from "../catalog";
import { evaluate } from "../evaluation/evaluate";
import { examplePlan, exampleId } from "../authoring/example-plan";

const TRAIL = "aws:cloudtrail/trail:Trail";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** Evaluates all monitored event rules and returns their findings as `kind name`, without duplicates. */
function findingsFor(plan: Parameters<typeof evaluate>[0]): readonly string[] {
  const monitoredEvents = rules.filter(({ id }) => id.startsWith("trail-watches-"));
  const { findings } = evaluate(
    plan,
    monitoredEvents.map((rule) => ({ rule, level: "advisory" as const })),
  );
  return [...new Set(findings.map(({ kind, urn }) => `${kind} ${urn.split("::").at(-1) ?? ""}`))];
}

describe("monitoredEventRules", () => {
  it("finds the log group of a trail by reference if its ARN is unknown", () =>
    expect(
      findingsFor(
        examplePlan({
          account: [GROUP, {}],
          web: [GROUP, {}],
          trail: [TRAIL, { cloudWatchLogsGroupArn: exampleId("account") }],
        }),
      ),
    ).toEqual(["violation account"]));

  it("finds the log group of a trail by the name in its ARN", () =>
    expect(
      findingsFor(
        examplePlan({
          account: [GROUP, { name: "account" }],
          web: [GROUP, { name: "web" }],
          trail: [TRAIL, { cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:account:*" }],
        }),
      ),
    ).toEqual(["violation account"]));

  it("does not accept filters whose patterns only contain longer names", () => {
    const pattern = "{ ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRouteTableAssociation) }";
    const routeTables = rules.filter(({ id }) => id === "trail-watches-route-tables");
    const plan = examplePlan({
      group: [GROUP, {}],
      trail: [TRAIL, { cloudWatchLogsGroupArn: exampleId("group") }],
      filter: ["aws:cloudwatch/logMetricFilter:LogMetricFilter", { logGroupName: exampleId("group"), pattern }],
    });
    const { findings } = evaluate(
      plan,
      routeTables.map((rule) => ({ rule, level: "advisory" as const })),
    );
    expect(findings.map(({ kind }) => kind)).toEqual(["violation"]);
  });
});
