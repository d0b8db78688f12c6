import type { Plan } from "@roadbed/plan";
import type { Finding } from "@roadbed/policies";
import { evaluation, finding, plan, resource } from "../../test/plans";
import { filtered } from "../../test/stages";
import type { Failure } from "../model/failure";
import type { Verdict } from "../model/verdict";
import type { StackRun } from "./stack-run";
import { buildVerdict } from "./verdict";

const bucket = resource(
  "aws:s3/bucket:Bucket",
  "logs",
  { acl: "public-read" },
  { source: { file: "index.ts", line: 7 } },
);

function runOf(result: StackRun["result"]): StackRun {
  return { directory: "shop", project: "shop", stack: "dev", output: { stdout: "", stderr: "" }, seconds: 1, result };
}

function verdictOn(overrides: Partial<Plan> = {}, findings: readonly Finding[] = [], strict = false): Verdict {
  return buildVerdict([runOf(filtered({ plan: plan([bucket], overrides), evaluation: evaluation(findings) }))], [], {
    strict,
  });
}

const gaps = (overrides: Partial<Plan["gaps"]>): Partial<Plan> => ({ gaps: { ...plan([]).gaps, ...overrides } });
const failed = (failure: Failure): StackRun => runOf({ failure });
const undecided = (level: Finding["level"]) => finding(bucket, { kind: "undecided", level });

describe("outcome and exit code of one stack", () => {
  it.each<[string, Verdict, Verdict["outcome"], number]>([
    ["nothing found", verdictOn(), "passed", 0],
    ["a mandatory violation", verdictOn({}, [finding(bucket)]), "blocked", 5],
    ["an advisory violation", verdictOn({}, [finding(bucket, { level: "advisory" })]), "passed", 0],
    ["a mandatory policy undecided", verdictOn({}, [undecided("mandatory")]), "incomplete", 0],
    ["an advisory policy undecided", verdictOn({}, [undecided("advisory")]), "passed", 0],
    ["a mandatory rule that failed itself", verdictOn({}, [finding(bucket, { kind: "error" })]), "failed", 1],
    [
      "an advisory rule that failed itself",
      verdictOn({}, [finding(bucket, { kind: "error", level: "advisory" })]),
      "passed",
      0,
    ],
    ["a remote component", verdictOn(gaps({ opaque: [bucket.urn] })), "incomplete", 0],
    [
      "a look-up without answer",
      verdictOn(gaps({ unanswered: [{ token: "aws:ec2/getAmi:getAmi" }] })),
      "incomplete",
      0,
    ],
    ["a withheld variable that was read", verdictOn(gaps({ withheld: ["SLACK_TOKEN"] })), "incomplete", 0],
    ["a secret that cannot be decrypted", verdictOn(gaps({ undecryptable: ["shop:password"] })), "incomplete", 0],
    ["a note of the engine", verdictOn(gaps({ notes: ["Something is missing."] })), "incomplete", 0],
    ["a program that failed", verdictOn({ result: "failed" }), "failed", 1],
  ])("%s", (_, { outcome, exitCode }, expectedOutcome, expectedCode) => {
    expect([outcome, exitCode]).toEqual([expectedOutcome, expectedCode]);
  });

  it.each<[string, Verdict, number]>([
    ["changes without a past", verdictOn({}, [], true), 11],
    ["a mandatory policy undecided", verdictOn({ priorState: "state" }, [undecided("mandatory")], true), 11],
    [
      "a withheld variable that was read",
      verdictOn({ priorState: "state", ...gaps({ withheld: ["X_KEY"] }) }, [], true),
      11,
    ],
    ["an advisory policy undecided", verdictOn({ priorState: "state" }, [undecided("advisory")], true), 0],
    ["everything judged", verdictOn({ priorState: "state" }, [], true), 0],
  ])("--strict, %s", (_, { exitCode, outcome }, expected) => {
    expect([exitCode, outcome]).toEqual([expected, expected === 0 ? "passed" : "incomplete"]);
  });

  it("lists every failure and takes the lowest code", () => {
    const verdict = verdictOn(
      { result: "failed", diagnostics: [{ severity: "error", message: "boom" }] },
      [finding(bucket)],
      true,
    );
    expect(verdict.failures.map(({ code, message }) => [code, message])).toEqual([
      [1, "boom"],
      [5, "1 violation of mandatory policies."],
      [11, "Not judged: the program ended early: what it would have registered later is missing."],
      [11, "Not judged: there is no prior state to compare with, so every resource counts as new."],
    ]);
    expect([verdict.exitCode, verdict.outcome]).toEqual([1, "failed"]);
  });

  it.each<[Failure["reason"], number]>([
    ["error", 1],
    ["usage", 2],
    ["noStack", 6],
    ["cancelled", 8],
    ["timeout", 9],
  ])("a preview that fails by %s", (reason, code) => {
    const verdict = buildVerdict([failed({ reason, message: "It failed." })], [], { strict: false });
    expect([verdict.outcome, verdict.exitCode]).toEqual(["failed", code]);
    expect(verdict.stacks[0]?.coverage).toMatchObject({ policies: "none", changes: "none" });
  });

  it("calls missing configuration a matter of usage, as the program's own words say", () => {
    const message = "Missing required configuration variable 'shop:name'\n\tplease set a value";
    const { failures } = verdictOn({ result: "failed", diagnostics: [{ severity: "error", message }] });
    expect(failures).toEqual([
      {
        reason: "usage",
        code: 2,
        message: "Missing required configuration variable 'shop:name' please set a value",
        stack: "shop/dev",
      },
    ]);
  });
});

describe("what was judged", () => {
  const coverageOf = (verdict: Verdict) => verdict.stacks[0]?.coverage;

  it("is all policies and no changes, for a creation without gaps", () => {
    expect(coverageOf(verdictOn())).toMatchObject({ policies: "all", changes: "none", assumed: [] });
  });

  it.each<[string, Verdict]>([
    ["a remote component", verdictOn(gaps({ opaque: [bucket.urn] }))],
    ["a mandatory policy undecided", verdictOn({}, [undecided("mandatory")])],
    ["a rule that failed itself", verdictOn({}, [finding(bucket, { kind: "error", level: "advisory" })])],
    ["a program that failed", verdictOn({ result: "failed" })],
  ])("is some policies with %s", (_, verdict) => {
    expect(coverageOf(verdict)?.policies).toBe("some");
  });

  it("names what was assumed, withheld and left without answer", () => {
    const verdict = verdictOn(gaps({ withheld: ["X_KEY"], unanswered: [{ token: "a:b:c" }] }), [
      finding(bucket, { assumed: ["kmsKeyId"] }),
    ]);
    expect(coverageOf(verdict)).toMatchObject({
      assumed: [{ rule: "some-rule", urn: bucket.urn, path: "kmsKeyId" }],
      withheld: ["X_KEY"],
      unanswered: [{ token: "a:b:c" }],
    });
  });
});

describe("a program that would delete a protected resource", () => {
  it("fails by that reason, and all of its policies are evaluated", () => {
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
    expect(verdict.failures.map((failure) => `${failure.code} ${failure.message}`)).toEqual([`1 ${message}`]);
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
    buildVerdict([runOf(filtered({ plan: plan([bucket], { priorState: "state" }), typeErrors }))], [], {
      strict: false,
    });

  it("fail the check and are listed", () => {
    const verdict = verdictWith([error, error]);
    expect(verdict.failures).toMatchObject([
      { code: 1, message: "2 errors of types; the first is index.ts:3:7: It is a text." },
    ]);
    expect(verdict.stacks[0]?.typeErrors).toHaveLength(2);
  });

  it("do not fail the check if there are none", () => {
    expect(verdictWith([])).toMatchObject({ outcome: "passed", stacks: [{ typeErrors: [] }] });
  });
});

describe("several stacks", () => {
  const passing = runOf(filtered({ plan: plan([bucket]), evaluation: evaluation() }));
  const blocked = runOf(filtered({ plan: plan([bucket]), evaluation: evaluation([finding(bucket)]) }));

  it("have the worst outcome and the lowest code", () => {
    const verdict = buildVerdict([passing, failed({ reason: "timeout", message: "Slow." }), blocked], [], {
      strict: false,
    });
    expect([verdict.outcome, verdict.exitCode]).toEqual(["failed", 5]);
    expect(verdict.stacks.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "blocked"]);
  });

  it("fail with the run, though each passes", () => {
    const verdict = buildVerdict([passing], [{ reason: "error", message: "The report x cannot be written." }], {
      strict: false,
    });
    expect([verdict.outcome, verdict.exitCode]).toEqual(["failed", 1]);
  });
});

describe("what reports list", () => {
  it("orders findings by level, kind, severity and place", () => {
    const second = resource("aws:s3/bucket:Bucket", "zoo");
    const findings = [
      finding(second, { rule: "advice", level: "advisory", severity: "critical" }),
      finding(second, { rule: "later" }),
      finding(bucket, { rule: "unknown", kind: "undecided", severity: "critical" }),
      finding(bucket, { rule: "first" }),
      finding(second, { rule: "worst", severity: "critical" }),
    ];
    const verdict = buildVerdict(
      [runOf(filtered({ plan: plan([bucket, second]), evaluation: evaluation(findings) }))],
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

  it("adds name, line and the value at the path to a finding", () => {
    const verdict = verdictOn({}, [finding(bucket, { path: "acl" })]);
    expect(verdict.stacks[0]?.findings[0]).toMatchObject({
      name: "logs",
      path: "acl",
      value: '"public-read"',
      source: { file: "index.ts", line: 7 },
    });
  });

  it("leaves default providers out, and lists what is deleted", () => {
    const provider = resource("pulumi:providers:aws", "default", {}, { implicit: true });
    const gone = resource("aws:s3/bucket:Bucket", "gone");
    const { steps } = plan([bucket, provider]);
    const verdict = buildVerdict(
      [
        runOf(
          filtered({
            plan: plan([bucket, provider], {
              priorState: "state",
              steps: [
                ...steps,
                { operation: "delete", urn: gone.urn, type: gone.type, old: gone },
                { operation: "delete-replaced", urn: bucket.urn, type: bucket.type, old: bucket },
              ],
            }),
            evaluation: evaluation(),
          }),
        ),
      ],
      [],
      { strict: false },
    );
    const [stack] = verdict.stacks;
    expect(stack?.resources.map(({ name, operation }) => `${name} ${operation ?? ""}`)).toEqual([
      "shop-dev create",
      "logs create",
      "gone delete",
    ]);
    expect(stack?.counts).toMatchObject({ resources: 2, changes: { create: 2, delete: 1 } });
  });
});
