import type { Plan } from "@roadbed/plan";
import type { Finding } from "@roadbed/policies";
import { evaluation, finding, plan, resource } from "../../test/plans";
import { complete } from "../../test/stages";
import type { Failure } from "../model/failure";
import type { FailureCode } from "../model/failure-codes";
import type { Verdict } from "../model/verdict";
import type { StackRun } from "./stack-run";
import { buildVerdict } from "./build-verdict";

const bucket = resource(
  "aws:s3/bucket:Bucket",
  "logs",
  { acl: "public-read" },
  { source: { file: "index.ts", line: 7 } },
);

function runOf(result: StackRun["result"]): StackRun {
  return {
    directory: "shop",
    project: "shop",
    stack: "dev",
    output: { stdout: "", stderr: "" },
    durationSeconds: 1,
    result,
  };
}

function verdictOn(overrides: Partial<Plan> = {}, findings: readonly Finding[] = [], strict = false): Verdict {
  return buildVerdict([runOf(complete({ plan: plan([bucket], overrides), evaluation: evaluation(findings) }))], [], {
    strict,
  });
}

const gaps = (overrides: Partial<Plan["gaps"]>): Partial<Plan> => ({ gaps: { ...plan([]).gaps, ...overrides } });
const failed = (failure: Failure): StackRun => runOf({ failures: [failure] });
const undecided = (level: Finding["level"]) => finding(bucket, { kind: "undecided", level });

describe("the outcome of one stack", () => {
  it.each<[string, Verdict, Verdict["outcome"], number]>([
    ["without findings", verdictOn(), "passed", 0],
    ["with a mandatory violation", verdictOn({}, [finding(bucket)]), "blocked", 5],
    ["with an advisory violation", verdictOn({}, [finding(bucket, { level: "advisory" })]), "passed", 0],
    ["with an undecided mandatory rule", verdictOn({}, [undecided("mandatory")]), "incomplete", 0],
    ["with an undecided advisory rule", verdictOn({}, [undecided("advisory")]), "passed", 0],
    ["with an error in a mandatory rule", verdictOn({}, [finding(bucket, { kind: "error" })]), "failed", 1],
    [
      "with an error in an advisory rule",
      verdictOn({}, [finding(bucket, { kind: "error", level: "advisory" })]),
      "passed",
      0,
    ],
    ["with a remote component", verdictOn(gaps({ opaqueComponents: [bucket.urn] })), "incomplete", 0],
    [
      "with an unanswered lookup",
      verdictOn(gaps({ unansweredLookups: [{ token: "aws:ec2/getAmi:getAmi" }] })),
      "incomplete",
      0,
    ],
    ["with a withheld variable", verdictOn(gaps({ withheldValues: ["SLACK_TOKEN"] })), "incomplete", 0],
    ["with an undecryptable secret", verdictOn(gaps({ undecryptableConfigKeys: ["shop:password"] })), "incomplete", 0],
    ["with a note of the engine", verdictOn(gaps({ notes: ["Something is missing."] })), "incomplete", 0],
    ["with a failed program", verdictOn({ result: "failed" }), "failed", 1],
  ])("is determined %s", (_, { outcome, exitCode }, expectedOutcome, expectedCode) => {
    expect([outcome, exitCode]).toEqual([expectedOutcome, expectedCode]);
  });

  it.each<[string, Verdict, number]>([
    ["without a prior state", verdictOn({}, [], true), 11],
    ["with an undecided mandatory rule", verdictOn({ priorState: "state" }, [undecided("mandatory")], true), 11],
    [
      "with a withheld variable",
      verdictOn({ priorState: "state", ...gaps({ withheldValues: ["X_KEY"] }) }, [], true),
      11,
    ],
    ["with an undecided advisory rule", verdictOn({ priorState: "state" }, [undecided("advisory")], true), 0],
    ["with complete coverage", verdictOn({ priorState: "state" }, [], true), 0],
  ])("depends on coverage gaps with --strict: %s", (_, { exitCode, outcome }, expected) => {
    expect([exitCode, outcome]).toEqual([expected, expected === 0 ? "passed" : "incomplete"]);
  });

  it("fails with --require changes if a remote component hides changes", () => {
    const hidden = { opaqueComponents: [bucket.urn], undeterminedResources: [bucket.urn] };
    const check = (priorState: Plan["priorState"]) =>
      buildVerdict([runOf(complete({ plan: plan([bucket], { priorState, ...gaps(hidden) }) }))], [], {
        strict: false,
        requireChanges: true,
      });
    expect(check("engine").failures.map(({ code, message }) => [code, message])).toEqual([
      [
        "not-evaluated",
        `Not evaluated: changes below these remote components are unknown, including 1 existing resource: ${bucket.urn}.`,
      ],
    ]);
    expect([check("state").exitCode, check("base").outcome]).toEqual([11, "incomplete"]);
  });

  it("takes the lowest exit code of all failures", () => {
    const verdict = verdictOn(
      { result: "failed", diagnostics: [{ severity: "error", message: "boom" }] },
      [finding(bucket)],
      true,
    );
    expect(verdict.failures).toMatchInlineSnapshot(`
      [
        {
          "code": "program-failed",
          "exitCode": 1,
          "message": "boom",
          "stack": "shop/dev",
        },
        {
          "code": "policy-violation",
          "exitCode": 5,
          "message": "1 violation of mandatory policies.",
          "stack": "shop/dev",
        },
        {
          "code": "not-evaluated",
          "exitCode": 11,
          "message": "Not evaluated: the program ended early, so resources may be missing.",
          "stack": "shop/dev",
        },
        {
          "code": "not-evaluated",
          "exitCode": 11,
          "message": "Not evaluated: there is no prior state to compare with, so every resource counts as new.",
          "stack": "shop/dev",
        },
      ]
    `);
    expect([verdict.exitCode, verdict.outcome]).toEqual([1, "failed"]);
  });

  it.each<[FailureCode, number]>([
    ["program-failed", 1],
    ["preview-not-possible", 2],
    ["stack-not-found", 6],
    ["canceled", 8],
    ["timeout", 9],
  ])("is failed with the exit code of %s if the preview fails", (code, exitCode) => {
    const verdict = buildVerdict([failed({ code, message: "It failed." })], [], { strict: false });
    expect([verdict.outcome, verdict.exitCode]).toEqual(["failed", exitCode]);
    expect(verdict.stacks[0]?.coverage).toMatchObject({ policies: "none", priorState: "none" });
  });

  it("has a separate failure code for missing configuration", () => {
    const message = "Missing required configuration variable 'shop:name'\n\tplease set a value";
    const { failures } = verdictOn({ result: "failed", diagnostics: [{ severity: "error", message }] });
    expect(failures).toEqual([
      {
        code: "configuration-invalid",
        exitCode: 2,
        message: "Missing required configuration variable 'shop:name' please set a value",
        stack: "shop/dev",
      },
    ]);
  });
});

describe("the coverage", () => {
  const coverageOf = (verdict: Verdict) => verdict.stacks[0]?.coverage;

  it("contains all policies and no changes without a prior state", () => {
    expect(coverageOf(verdictOn())).toMatchObject({ policies: "all", priorState: "none", assumedValues: [] });
  });

  it.each<[string, Verdict]>([
    ["with a remote component", verdictOn(gaps({ opaqueComponents: [bucket.urn] }))],
    ["with an undecided mandatory rule", verdictOn({}, [undecided("mandatory")])],
    ["with a rule error", verdictOn({}, [finding(bucket, { kind: "error", level: "advisory" })])],
    ["with a failed program", verdictOn({ result: "failed" })],
  ])("contains some policies %s", (_, verdict) => {
    expect(coverageOf(verdict)?.policies).toBe("some");
  });

  it("lists assumed values, withheld variables and unanswered lookups", () => {
    const verdict = verdictOn(gaps({ withheldValues: ["X_KEY"], unansweredLookups: [{ token: "a:b:c" }] }), [
      finding(bucket, { assumed: ["kmsKeyId"] }),
    ]);
    expect(coverageOf(verdict)).toMatchObject({
      assumedValues: [{ rule: "some-rule", urn: bucket.urn, path: "kmsKeyId" }],
      withheldValues: ["X_KEY"],
      unansweredLookups: [{ token: "a:b:c" }],
    });
  });
});

describe("a program that would delete a protected resource", () => {
  it("fails for that reason, with complete coverage", () => {
    const kept = resource("aws:rds/instance:Instance", "orders", {}, { options: { protect: true } });
    const message = `resource ${kept.urn} cannot be deleted because it is protected.`;
    const verdict = verdictOn(
      {
        result: "failed",
        priorState: "state",
        steps: [{ operation: "delete", urn: kept.urn, type: kept.type, old: kept }],
        diagnostics: [
          { severity: "error", message: "preview failed" },
          { severity: "error", message, urn: kept.urn },
        ],
      },
      [],
      true,
    );
    expect(verdict.failures).toMatchObject([{ code: "program-failed", message }]);
    expect(verdict.stacks[0]?.coverage.policies).toBe("all");
  });
});

describe("type errors", () => {
  const error = {
    code: "TS2322",
    message: "It is a text.\n  It must be a number.",
    file: "index.ts",
    line: 3,
    column: 7,
  };
  const verdictWith = (typeErrors: readonly (typeof error)[]) =>
    buildVerdict([runOf(complete({ plan: plan([bucket], { priorState: "state" }), typeErrors }))], [], {
      strict: false,
    });

  it("fail the check and are listed", () => {
    const verdict = verdictWith([error, error]);
    expect(verdict.failures).toMatchObject([
      { code: "type-error", message: "2 type errors. The first one: index.ts:3:7: It is a text." },
    ]);
    expect(verdict.stacks[0]?.typeErrors).toHaveLength(2);
  });

  it("do not fail the check if there are none", () => {
    expect(verdictWith([])).toMatchObject({ outcome: "passed", stacks: [{ typeErrors: [] }] });
  });
});

describe("the verdict on several stacks", () => {
  const passing = runOf(complete({ plan: plan([bucket]), evaluation: evaluation() }));
  const blocked = runOf(complete({ plan: plan([bucket]), evaluation: evaluation([finding(bucket)]) }));

  it("has the worst outcome and the lowest exit code", () => {
    const verdict = buildVerdict([passing, failed({ code: "timeout", message: "Slow." }), blocked], [], {
      strict: false,
    });
    expect([verdict.outcome, verdict.exitCode]).toEqual(["failed", 5]);
    expect(verdict.stacks.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "blocked"]);
  });

  it("is failed if the run itself failed", () => {
    const verdict = buildVerdict([passing], [{ code: "file-not-writable", message: "Cannot write the report x." }], {
      strict: false,
    });
    expect([verdict.outcome, verdict.exitCode]).toEqual(["failed", 1]);
  });
});

describe("a stack verdict", () => {
  it("sorts findings by level, kind, severity and position", () => {
    const second = resource("aws:s3/bucket:Bucket", "zoo");
    const findings = [
      finding(second, { rule: "advice", level: "advisory", severity: "critical" }),
      finding(second, { rule: "later" }),
      finding(bucket, { rule: "unknown", kind: "undecided", severity: "critical" }),
      finding(bucket, { rule: "first" }),
      finding(second, { rule: "worst", severity: "critical" }),
    ];
    const verdict = buildVerdict(
      [runOf(complete({ plan: plan([bucket, second]), evaluation: evaluation(findings) }))],
      [],
      {
        strict: false,
      },
    );
    expect(verdict.stacks[0]?.findings.map(({ rule }) => rule)).toEqual([
      "worst",
      "first",
      "later",
      "unknown",
      "advice",
    ]);
  });

  it("adds the name, line and value to a finding", () => {
    const verdict = verdictOn({}, [finding(bucket, { path: "acl" })]);
    expect(verdict.stacks[0]?.findings[0]).toMatchObject({
      name: "logs",
      path: "acl",
      value: '"public-read"',
      source: { file: "index.ts", line: 7 },
    });
  });

  it("leaves out default providers and lists deleted resources", () => {
    const provider = resource("pulumi:providers:aws", "default", {}, { implicit: true });
    const gone = resource("aws:s3/bucket:Bucket", "gone");
    // A different version of a package has a different default provider.
    const former = resource("pulumi:providers:aws", "default_7_47_0", {}, { implicit: true });
    const [stack] = buildVerdict(
      [
        runOf(
          complete({
            plan: plan([bucket, provider], {
              priorState: "state",
              steps: [
                ...plan([bucket, provider]).steps,
                { operation: "delete", urn: gone.urn, type: gone.type, old: gone },
                { operation: "delete", urn: former.urn, type: former.type, old: former },
                { operation: "delete-replaced", urn: bucket.urn, type: bucket.type, old: bucket },
              ],
            }),
            evaluation: evaluation(),
          }),
        ),
      ],
      [],
      { strict: false },
    ).stacks;
    expect(stack?.resources.map(({ name, operation }) => `${name} ${operation ?? ""}`)).toEqual([
      "shop-dev create",
      "logs create",
      "gone delete",
    ]);
    expect(stack?.counts).toMatchObject({ resources: 2, changes: { create: 2, delete: 1 } });
  });
});
