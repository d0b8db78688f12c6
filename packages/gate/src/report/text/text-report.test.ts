import { parseUrn } from "@roadbed/plan";
import { buildVerdict } from "../../verdict/build-verdict";
import type { StackRun } from "../../verdict/stack-run";
import { evaluation, finding, plan, resource } from "../../../test/plans";
import { complete } from "../../../test/stages";
import { blockedRun, comparedRun, failedRun, fileRun, passedRun, stateRun, verdictOf } from "../../../test/verdicts";
import { textOptions } from "../../../test/text-options";
import { styleFor } from "../../terminal/style";
import { textReport } from "./text-report";

const bucket = resource("aws:s3/bucket:Bucket", "logs");
const report = (quiet: boolean, ...runs: Parameters<typeof verdictOf>) =>
  textReport(verdictOf(...runs), textOptions({ quiet, width: 200 }));

describe("the text report", () => {
  it("shows resources, output, findings and verdict of a stack", () => {
    expect(report(false, blockedRun)).toMatchInlineSnapshot(`
      "shop/dev  (stacks/shop, 4 resources)

      Program output:
        │ hello
        │ something is deprecated

      stacks/shop/src/network.ts:12  aws:ec2:SecurityGroup bastion
        ✗ sg-world-admin-ports (critical): an administration port is open to the world (ingress[0].fromPort = 22)
          → Close it.
        ? unknown-rule (undecided): something is not so; assumed to be set: vpcId
      stacks/shop/index.ts:4  aws:ecr:Repository images  ! 2 advisories, shown by --advisories: ecr-tags-immutable, broken-rule (error)

      engine      embedded, with @pulumi/pulumi 3.248.0
      policies    partly evaluated: 3 rules, 5 checks, 1 undecided
      incomplete  the children of these remote components are invisible: urn:pulumi:dev::shop::shop:index:Front::front
      incomplete  the program reads environment variables that are withheld: DEPLOY_TOKEN; pass the variables with --pass-env
      incomplete  no result is available for these data source lookups: aws:ec2/getAmi:getAmi bastion; add the results to roadbed.context.json, or record them with --engine pulumi --record-context
                  {"token":"getAmi"}
      incomplete  the program got placeholders for secrets that cannot be decrypted: shop:password; set the secrets with --config key=value
      incomplete  Something else is missing
      incomplete  mandatory policies depend on unknown values in 1 case
      changes     NOT evaluated: there is no prior state to compare with, so every resource counts as new
      start with  stacks/shop/src/network.ts:12: \`roadbed explain sg-world-admin-ports\`
      BLOCKED shop/dev (exit code 5): 1 violation of mandatory policies.
      "
    `);
  });

  it("groups identical findings of several resources", () => {
    const groups = ["a", "b"].map((name) => resource("aws:ec2/securityGroup:SecurityGroup", name, { ingress: [name] }));
    const found = (index: number, message = "It is open.") =>
      finding(groups[index] ?? bucket, { rule: "sg-open", message, path: "ingress[0]", remedy: "Close it." });
    const findings = [found(0), found(1), found(1, "It is wide open.")];
    const run: StackRun = { ...passedRun, result: complete({ plan: plan(groups), evaluation: evaluation(findings) }) };
    const text = report(false, run);
    expect(text.slice(text.indexOf("aws:ec2"), text.indexOf("\n\nengine"))).toMatchInlineSnapshot(`
      "aws:ec2:SecurityGroup a
        ✗ sg-open (high): It is open. (ingress[0] = "a")
          → Close it.
      aws:ec2:SecurityGroup b
        ingress[0] = "b":
        ✗ sg-open (high): It is open.
          → As for sg-open above.
        ✗ sg-open (high): It is wide open.
          → As for sg-open above."
    `);
  });

  it("shows only what blocks with --quiet", () => {
    expect(report(true, blockedRun)).toMatchInlineSnapshot(`
      "shop/dev  (stacks/shop, 4 resources)

      stacks/shop/src/network.ts:12  aws:ec2:SecurityGroup bastion
        ✗ sg-world-admin-ports (critical): an administration port is open to the world (ingress[0].fromPort = 22)
          → Close it.

      engine      embedded, with @pulumi/pulumi 3.248.0
      policies    partly evaluated: 3 rules, 5 checks, 1 undecided
      incomplete  the children of these remote components are invisible: urn:pulumi:dev::shop::shop:index:Front::front
      incomplete  the program reads environment variables that are withheld: DEPLOY_TOKEN; pass the variables with --pass-env
      incomplete  no result is available for these data source lookups: aws:ec2/getAmi:getAmi bastion; add the results to roadbed.context.json, or record them with --engine pulumi --record-context
                  {"token":"getAmi"}
      incomplete  the program got placeholders for secrets that cannot be decrypted: shop:password; set the secrets with --config key=value
      incomplete  Something else is missing
      incomplete  mandatory policies depend on unknown values in 1 case
      changes     NOT evaluated: there is no prior state to compare with, so every resource counts as new
      BLOCKED shop/dev (exit code 5): 1 violation of mandatory policies.
      "
    `);
  });

  it("counts a single stack in the singular", () => {
    const failure = { code: "file-not-writable", message: "Cannot write the report x (ENOSPC)." } as const;
    const verdict = buildVerdict([passedRun], [failure], { strict: false });
    expect(textReport(verdict, textOptions({ quiet: true }))).toMatch(/^FAILED 1 stack: 1 passed \(exit code 1\): /m);
  });

  it("ends with a line for each stack and the overall verdict", () => {
    expect(report(true, passedRun, blockedRun, failedRun).split("\n").slice(-10).join("\n")).toMatchInlineSnapshot(`
      "
      FAILED stacks/slow (exit code 9): The program did not finish within 9 seconds.

      Stack        Verdict  Resources  Violations  Undecided  Seconds
      shop/prod    passed   2          0           0          0.5
      shop/dev     blocked  4          1           1          1.3
      stacks/slow  failed   0          0           0          9.0

      FAILED 3 stacks: 1 failed, 1 blocked, 1 passed (exit code 5)
      "
    `);
  });

  it("names the engine and the prior state", () => {
    const closing = (run: Parameters<typeof verdictOf>[0]) =>
      report(false, run)
        .split("\n")
        .filter((line) => /^(?:engine|changes|lookups| {12}\d)/.test(line));
    expect(closing(stateRun)).toEqual([
      "engine      embedded, with @pulumi/pulumi 3.248.0; 3 rules, 5 checks, 0 undecided",
      "changes     compared with the state in state.json: 2 create",
      "            1 value assumed unchanged: it is not known in this run or in the state",
      "lookups     2 lookups answered from stacks/shop/roadbed.context.json, the oldest recorded on 2026-04-30",
    ]);
    expect(closing(fileRun)).toEqual([
      "engine      Pulumi CLI, from the preview digest digest.json; no program ran; 3 rules, 5 checks, 0 undecided",
      "changes     compared with the state that the Pulumi CLI keeps: 2 create",
    ]);
  });

  it("lists type errors with their positions", () => {
    expect(report(false, stateRun)).toContain(
      [
        "TypeScript errors:",
        "  │ stacks/shop/index.ts:3:7  It is a text.",
        "  │   It must be a number. (TS2322)",
        "  │ Unknown option. (TS5023)",
        "",
      ].join("\n"),
    );
  });

  it("marks the output of the program, so that it cannot imitate the gate", () => {
    const stdout = "\nPASSED shop/dev (exit code 0)\n::error::broken\n\u001b[2J";
    const lines = report(false, { ...blockedRun, output: { stdout, stderr: "" } }).split("\n");
    expect(lines).toContain("  │ PASSED shop/dev (exit code 0)");
    expect(lines.filter((line) => /^\s*(?:PASSED|::)/.test(line))).toEqual([]);
    expect(lines.join("")).not.toContain("\u001b");
  });

  it("lists exempt findings and unused exemptions", () => {
    const exemption = { rule: "r", resource: "*::a", reason: "moving\nout", owner: "team", expires: "2027-01-31" };
    const [finding] = "stage" in blockedRun.result ? blockedRun.result.evaluation.findings : [];
    if (finding === undefined) throw new Error("The run has no finding.");
    const result = complete({ ...passedRun.result, exempted: [{ finding, exemption }], unusedExemptions: [exemption] });
    const lines = report(false, { ...passedRun, result }).split("\n");
    expect(lines.filter((line) => /^(?:exempt|unused) /.test(line))).toEqual([
      `exempt      ${finding.rule}: ${parseUrn(finding.urn)?.name}: ${finding.message}; until 2027-01-31, team: moving\\nout`,
      "unused      exemption from r for *::a until 2027-01-31",
    ]);
  });

  it("does not repeat the output of a failed program", () => {
    const message = "Program exited with non-zero exit code: 1\nboom";
    const failing = { ...plan([]), result: "failed" as const, diagnostics: [{ severity: "error" as const, message }] };
    const run = {
      ...passedRun,
      output: { stdout: "", stderr: "boom\n" },
      result: complete({ plan: failing }),
    };
    expect(report(false, run).match(/│ boom/g)).toHaveLength(1);
  });
});

describe("styleFor", () => {
  const terminal = { isTTY: true, hasColors: () => true };
  const has = (...parameters: Parameters<typeof styleFor>) => styleFor(...parameters)("red", "x") !== "x";

  it.each<[string, boolean, boolean]>([
    ["on a terminal", has(terminal, true, {}), true],
    ["in a pipe", has({}, true, {}), false],
    ["with --no-color", has(terminal, false, { FORCE_COLOR: "1" }), false],
    ["with NO_COLOR", has(terminal, true, { NO_COLOR: "1" }), false],
    ["with an empty NO_COLOR, which has no effect", has(terminal, true, { NO_COLOR: "" }), true],
    ["in a pipe with FORCE_COLOR", has({}, true, { FORCE_COLOR: "1" }), true],
    ["on a terminal with FORCE_COLOR=0", has(terminal, true, { FORCE_COLOR: "0" }), false],
  ])("decides whether to use colors %s", (_, actual, expected) => expect(actual).toBe(expected));
});

describe("existing findings in the text report", () => {
  it("are listed and counted by severity, with obsolete entries of the baseline file", () => {
    const lines = report(false, comparedRun).split("\n");
    const start = lines.indexOf("Existing findings, not counted:");
    expect(lines.slice(start, start + 4)).toEqual([
      "Existing findings, not counted:",
      "  critical  sg-world-admin-ports  aws:ec2:SecurityGroup bastion: something is not so",
      "  low, undecided  unknown-rule  aws:ecr:Repository images: something is not so",
      "",
    ]);
    const file = "/repository/stacks/shop/roadbed.baseline.json";
    expect(lines).toContain(`existing    2 not counted, known from the base and ${file}: 1 critical, 1 low`);
    expect(lines).toContain(`baseline    1 finding is obsolete in ${file}; remove it with --write-baseline`);
  });

  it("are only counted with --quiet, and beyond the first 10", () => {
    expect(report(true, comparedRun)).not.toContain("Existing findings");
    expect(report(true, comparedRun)).toContain("\nexisting    2 not counted");
    const { result } = comparedRun;
    const existing = "stage" in result ? Array.from({ length: 53 }, () => result.existing).flat() : [];
    const many = report(false, { ...comparedRun, result: complete({ ...result, existing }) });
    expect(many).toContain("\n  … and 96 more\n");
  });
});

it("the text report contains one hint to run roadbed explain", () => {
  const sentence = /`roadbed explain (\S+)`/g;
  const explainedRules = (...runs: Parameters<typeof verdictOf>) =>
    [...report(false, ...runs).matchAll(sentence)].map(([, rule]) => rule);
  expect(explainedRules(passedRun, blockedRun, blockedRun)).toEqual(["sg-world-admin-ports"]);
  expect(explainedRules(passedRun)).toEqual([]);
  const withoutExplanation = evaluation(
    ["acme/some-policy", "exemption-expired"].map((rule) => finding(bucket, { rule })),
  );
  expect(
    explainedRules({ ...passedRun, result: complete({ plan: plan([bucket]), evaluation: withoutExplanation }) }),
  ).toEqual([]);
});
