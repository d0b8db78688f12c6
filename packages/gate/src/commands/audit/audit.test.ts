import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { commandIO } from "../../../test/command-io";
import type { AuditReport } from "./audit-report";
import { run } from "../../cli/cli";

// The first test loads every rule.
jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), "roadbed-audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

const POD = "kubernetes:core/v1:Pod";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const pod = (privileged: boolean) => ({ spec: { containers: [{ name: "web", securityContext: { privileged } }] } });
const PRESET = ["--preset", "kubernetes-baseline"];
const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

interface StateResource {
  readonly type: string;
  readonly name: string;
  readonly inputs?: object;
  readonly more?: object;
}

/** Writes a state in the format of `pulumi stack export` and returns the path of the file. */
function state(stack: string, resources: readonly StateResource[]): string {
  const deployment = {
    resources: resources.map(({ type, name, inputs = {}, more }) => ({
      ...{ urn: `urn:pulumi:${stack}::shop::${type}::${name}`, type, custom: true, id: name, inputs, outputs: inputs },
      ...more,
    })),
  };
  return write(`${stack}.json`, JSON.stringify({ version: 3, deployment }));
}

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function audit(...parameters: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = commandIO();
  const code = await run(["audit", ...parameters], io);
  return { code, out: io.out(), err: io.err() };
}

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(join(__dirname, "../../..", `${name}.schema.json`), "utf8")) as object;
const validate = new Ajv2020({ allErrors: true, strict: true })
  .addSchema(schemaOf("verdict"), "verdict.schema.json")
  .compile(schemaOf("audit"));

/** Returns the JSON report of an audit. Fails if it does not match the published schema. */
async function auditedReport(...parameters: string[]): Promise<AuditReport> {
  const { code, out, err } = await audit("-o", "json", ...parameters);
  const report = JSON.parse(out) as AuditReport;
  validate(report);
  expect([err, report.exitCode, validate.errors ?? []]).toEqual(["", code, []]);
  return report;
}

const good = state("good", [{ type: POD, name: "api", inputs: pod(false) }]);
const bad = state("bad", [
  { type: POD, name: "api", inputs: pod(true) },
  { type: POD, name: "web", inputs: pod(true) },
]);
const worse = state("worse", [{ type: POD, name: "api", inputs: pod(true) }]);

describe("roadbed audit", () => {
  it("evaluates the inputs of each state and summarizes findings by rule and by stack", async () => {
    const report = await auditedReport(good, bad, worse, ...PRESET);
    expect([report.outcome, report.exitCode]).toEqual(["blocked", 5]);
    expect(report.failures).toEqual([
      {
        code: "policy-violation",
        exitCode: 5,
        message: "3 violations of mandatory policies.",
      },
    ]);
    expect(report.totals).toMatchObject({ files: 3, stacks: 3, resources: 4, undecided: 0 });
    expect(report.rules.find(({ rule }) => rule === "pod-no-privileged")).toEqual({
      rule: "pod-no-privileged",
      title: "Pods do not run privileged containers",
      severity: "critical",
      violations: { mandatory: 3, advisory: 0 },
      ...{ undecided: 0, errors: 0, stacks: 2 },
    });
    expect(report.stacks.map(({ stack, counts }) => [stack, counts.violations.mandatory > 0])).toEqual([
      ["good", false],
      ["bad", true],
      ["worse", true],
    ]);
  });

  it("passes a state without violations", async () => {
    const { code, out } = await audit(good, ...PRESET);
    expect(code).toBe(0);
    expect(out).toMatch(/\nshop\/good +\S+good\.json +1 +0 +0 +0\n/);
    expect(out).toMatch(
      /\naudited {5}1 stack: 1 resource, \d+ checks, 0 undecided \(0\.0 %\)\nPASSED \(exit code 0\)\n$/,
    );
  });

  it("lists findings unless --quiet is given", async () => {
    const line =
      /^ {2}✗ pod-no-privileged \(critical\): the container is privileged \(spec\.containers\[0\] = \{.*\}\)$/m;
    expect((await audit(bad, ...PRESET)).out).toMatch(line);
    const { out } = await audit(bad, ...PRESET, "--quiet");
    expect(out).not.toMatch(line);
    expect(out).toMatch(/^pod-no-privileged +critical +2 +0 +0 +1$/m);
    expect(out).toMatch(/\nBLOCKED \(exit code 5\): \d+ violations of mandatory policies\.\n$/);
  });

  it("names the property that a rule read rather than the whole container", async () => {
    const container = {
      name: "web",
      image: `registry.example.com/${"web/".repeat(20)}`,
      ...pod(true).spec.containers[0],
    };
    const file = state("long", [{ type: POD, name: "api", inputs: { spec: { containers: [container] } } }]);
    const path = "spec.containers[0].securityContext.privileged";
    const { stacks } = await auditedReport(file, ...PRESET);
    const [found] = stacks[0]?.findings.filter(({ rule }) => rule === "pod-no-privileged") ?? [];
    expect([found?.path, found?.evidence]).toEqual(["spec.containers[0]", [{ path, value: "true" }]]);
    expect((await audit(file, ...PRESET)).out).toContain(`the container is privileged (${path} = true)\n`);
  });

  it("lists every unusable file and evaluates the other files", async () => {
    const broken = write("broken.json", '{ "deployment": ');
    const foreign = write("foreign.json", "{}");
    const newer = write("newer.json", '{ "version": 9, "deployment": {} }');
    const gone = join(folder, "gone.json");
    const report = await auditedReport(broken, bad, foreign, newer, gone, folder, ...PRESET);
    expect([report.outcome, report.exitCode]).toEqual(["failed", 2]);
    const failures = report.failures.map(({ code, message }) => `${code} ${message.replaceAll(folder, "DIR")}`);
    expect(failures).toEqual([
      expect.stringMatching(/^input-file-invalid DIR\/broken\.json:1:\d+: /),
      expect.stringMatching(/^input-file-invalid DIR\/foreign\.json /),
      expect.stringMatching(/^input-file-invalid DIR\/newer\.json /),
      expect.stringMatching(/^input-file-invalid DIR\/gone\.json /),
      expect.stringMatching(/^input-file-invalid DIR /),
      expect.stringMatching(/^policy-violation \d+ violations /),
    ]);
    expect(report.unusable.map(({ file }) => file)).toEqual([broken, foreign, newer, gone, folder]);
    expect(report.stacks.map(({ file }) => file)).toEqual([bad]);
  });

  it("rejects a state with resources of two stacks", async () => {
    const resources = ["a", "b"].map((stack) => ({ urn: `urn:pulumi:${stack}::shop::x:y:Z::n`, type: "x:y:Z" }));
    const mixed = write("mixed.json", JSON.stringify({ version: 3, deployment: { resources } }));
    expect((await auditedReport(mixed)).failures).toMatchObject([
      { code: "state-invalid", message: expect.stringMatching(/mixed\.json: .* shop\/a and shop\/b\.$/) as string },
    ]);
  });

  it("ignores external resources and resources that are pending deletion", async () => {
    const file = state("left", [
      { type: POD, name: "theirs", inputs: pod(true), more: { external: true } },
      { type: POD, name: "old", inputs: pod(true), more: { delete: true } },
    ]);
    expect(await auditedReport(file)).toMatchObject({ outcome: "passed", rules: [], totals: { checks: 0 } });
  });

  it("accepts an empty state, and evaluates a file that is named twice only once", async () => {
    const empty = write("empty.json", '{ "version": 3, "deployment": {} }');
    const report = await auditedReport(empty, join(folder, ".", "empty.json"));
    expect(report).toMatchObject({ outcome: "passed", totals: { stacks: 1, resources: 0 }, stacks: [{ file: empty }] });
  });

  it("evaluates secrets but never shows them", async () => {
    const password = "correct-horse-battery";
    const range = [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"], description: password }];
    const file = state("secret", [
      { type: GROUP, name: password, inputs: { description: secret(password), ingress: range } },
      { type: "aws:rds/instance:Instance", name: "db", inputs: { password: secret(password) } },
    ]);
    for (const format of ["text", "json"]) {
      const { code, out, err } = await audit(file, "-o", format, "--debug");
      expect(code).toBe(5);
      expect(out).toContain("sg-world-admin-ports");
      expect(out + err).not.toContain(password);
    }
  });

  it("escapes control characters in names", async () => {
    const file = state("loud", [{ type: POD, name: "a\u001b[2J\u202eb", inputs: pod(true) }]);
    const { out } = await audit(file, "--preset", "strict");
    expect(out).toContain("a\\x1b[2J\\u{202e}b");
    for (const character of ["\u001b", "\u202e"]) expect(out).not.toContain(character);
  });

  it("applies settings, groups and exemptions as roadbed check does", async () => {
    const day = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString().slice(0, 10);
    const config = write(
      "acme.yaml",
      `rules: { pod-no-privileged: advisory }
groups: [{ stacks: ["shop/worse"], rules: { pod-no-privileged: mandatory } }]
exemptions: [{ rule: pod-no-privileged, resource: "*::web", reason: moved soon, owner: team, expires: ${day} }]
`,
    );
    const { stacks, totals } = await auditedReport(bad, worse, "--policy-config", config);
    const found = stacks.map(({ findings, exempted }) => [
      findings.filter(({ rule }) => rule === "pod-no-privileged").map(({ name, level }) => `${name} ${level}`),
      exempted,
    ]);
    expect(found).toEqual([
      [["api advisory"], 1],
      [["api mandatory"], 0],
    ]);
    expect(totals.exempted).toBe(1);
  });

  it("rejects an unknown preset once for all files", async () => {
    const { code, out, err } = await audit(good, bad, "--preset", "stict");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe('error: Unknown preset "stict". Did you mean "strict"?\n');
  });

  it("requires a file", async () => {
    expect(await audit()).toEqual({ code: 2, out: "", err: "error: missing required argument 'STATE'\n" });
  });
});
