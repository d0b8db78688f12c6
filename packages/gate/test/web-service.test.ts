import type { Verdict } from "../src/model/verdict";
import { fixture, roadbed } from "./roadbed";

jest.setTimeout(60_000);

describe("a stack of ordinary AWS resources", () => {
  let verdict: Verdict;

  beforeAll(async () => {
    const { stdout, stderr } = await roadbed(["check", fixture("web-service"), "-o", "json"]);
    expect(stderr).toBe("");
    verdict = JSON.parse(stdout) as Verdict;
  });

  it("passes the preset baseline without undecided rules", () => {
    const [stack] = verdict.stacks;
    expect(verdict.outcome).toBe("passed");
    expect(stack?.findings.filter(({ kind }) => kind === "undecided")).toEqual([]);
  });

  it("has few findings, all of them advisory", () => {
    const findings = verdict.stacks.flatMap((stack) => stack.findings);
    expect(findings.every(({ level }) => level === "advisory")).toBe(true);
    expect(findings.map(({ rule }) => rule).sort()).toEqual([
      "ecr-lifecycle-keeps-releases",
      "lambda-failure-destination",
      "lambda-permission-account",
      "lb-access-logs",
      "lb-web-firewall",
      "rds-monitoring",
      "s3-access-log",
      "secret-rotation",
      "stores-protected",
      "stores-protected",
      "vpc-endpoints",
    ]);
  });
});
