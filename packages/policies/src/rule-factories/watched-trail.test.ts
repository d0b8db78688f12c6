import { rules } from "../catalogue";
import { evaluate } from "../evaluation/evaluate";
import { examplePlan, idOf } from "../authoring/example-plan";

const TRAIL = "aws:cloudtrail/trail:Trail";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** What the rules on the log of an account say, without saying it once for each of them. */
function said(plan: Parameters<typeof evaluate>[0]): readonly string[] {
  const watching = rules.filter(({ id }) => id.startsWith("trail-watches-"));
  const { findings } = evaluate(
    plan,
    watching.map((rule) => ({ rule, level: "advisory" as const })),
  );
  return [...new Set(findings.map(({ kind, urn }) => `${kind} ${urn.split("::").at(-1) ?? ""}`))];
}

describe("the log of an account", () => {
  it("is known by the reference before its ARN is known, and other logs are left alone", () =>
    expect(
      said(
        examplePlan({
          account: [GROUP, {}],
          web: [GROUP, {}],
          trail: [TRAIL, { cloudWatchLogsGroupArn: idOf("account") }],
        }),
      ),
    ).toEqual(["violation account"]));

  it("is known by the name in its ARN afterwards", () =>
    expect(
      said(
        examplePlan({
          account: [GROUP, { name: "account" }],
          web: [GROUP, { name: "web" }],
          trail: [TRAIL, { cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:account:*" }],
        }),
      ),
    ).toEqual(["violation account"]));
});
