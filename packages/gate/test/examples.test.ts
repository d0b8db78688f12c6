import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReportedFinding, Verdict } from "../src/model/verdict";
import { roadbed } from "./roadbed";

jest.setTimeout(120_000);

const example = (name: string): string => join(__dirname, "../../../examples", name);

async function verdictOn(name: string, ...parameters: string[]): Promise<[code: number | null, verdict: Verdict]> {
  const directory = join(__dirname, "../../..");
  const { code, stdout } = await roadbed(["check", join("examples", name), "-o", "json", ...parameters], { directory });
  return [code, JSON.parse(stdout) as Verdict];
}

/** Returns the findings that the README of an example lists, as `file:line rule level`. */
function documentedFindings(name: string): string[] {
  const rows = readFileSync(join(example(name), "README.md"), "utf8").matchAll(
    /^\| `(\S+:\d+)` *\| `(\S+)` *\| (\w+) *\|/gm,
  );
  return [...rows].map(([, line = "", rule = "", level = ""]) => `${line} ${rule} ${level}`);
}

/** Expects a text report of 40 lines and 100 columns that names every finding that blocks. */
function expectReadable(text: string, findings: readonly ReportedFinding[]): void {
  const lines = text.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  const blocking = findings.filter(({ level, kind }) => level === "mandatory" && kind !== "undecided");
  expect(blocking.filter(({ rule }) => !new RegExp(`(?:✗ |[ ,]|^)${rule}[ ,.]`, "m").test(text))).toEqual([]);
  expect(
    blocking.filter(({ impliedBy, remedy }) => impliedBy === undefined && !words(text).includes(words(remedy))),
  ).toEqual([]);
}

/** Returns a text on one line. */
const words = (text: string): string => text.replaceAll(/\s+/g, " ");

describe("the examples", () => {
  it.concurrent.each([
    ["registry", "baseline"],
    ["registry", "strict"],
    ["network", "strict"],
    ["container-service", "strict"],
    ["observability", "strict"],
    ["kubernetes-anywhere", "strict"],
    ["kubernetes-platform", "strict"],
  ])("%s passes under %s", async (name, preset) => {
    const [code, verdict] = await verdictOn(name, "--preset", preset);
    expect([code, verdict.outcome, verdict.stacks[0]?.findings]).toEqual([0, "passed", []]);
    expect(verdict.stacks[0]?.coverage).toMatchObject({ policies: "all", priorState: "none" });
  });

  it.concurrent("awsx-interop has no violations, and lists what depends on the plugin of awsx", async () => {
    const [code, verdict] = await verdictOn("awsx-interop", "--preset", "strict");
    const { findings = [], coverage } = verdict.stacks[0] ?? {};
    expect([code, verdict.outcome]).toEqual([0, "incomplete"]);
    expect(findings.map(({ kind, rule, type }) => `${kind} ${rule} ${type}`)).toEqual([
      "undecided rds-private-subnets aws:rds/subnetGroup:SubnetGroup",
      "undecided lb-several-zones aws:lb/loadBalancer:LoadBalancer",
    ]);
    expect(coverage?.opaqueComponents.map((urn) => urn.replace(/^.*::(.*)::.*$/, "$1"))).toEqual([
      "awsx:ecr:Repository",
      "awsx:ec2:Vpc",
      "awsx:lb:ApplicationLoadBalancer",
      "awsx:ecs:FargateService",
    ]);
  });

  it.concurrent("block insecure and report each planted violation with its line and remedy", async () => {
    const scratch = mkdtempSync(join(tmpdir(), "roadbed-example-"));
    const file = join(scratch, "report.txt");
    const [code, verdict] = await verdictOn("insecure", "-o", `text=${file}`);
    const findings = verdict.stacks[0]?.findings ?? [];
    expectReadable(readFileSync(file, "utf8"), findings);
    rmSync(scratch, { recursive: true });
    const found = findings.map(
      ({ source, rule, level }) => `${source?.file ?? ""}:${source?.line ?? ""} ${rule} ${level}`,
    );
    const planted = documentedFindings("insecure");
    expect([code, verdict.outcome, planted.length]).toEqual([5, "blocked", 5]);
    expect(found).toEqual(expect.arrayContaining(planted));
    expect(findings.filter(({ remedy }) => remedy === "")).toEqual([]);
  });
});
