import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { commandIO } from "../../../test/command-io";
import type { AuditReport } from "./audit-report";
import { run } from "../../cli/cli";

// The first of them loads every rule, beside other tests.
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

/** A file as `pulumi stack export` writes it; gives its path. */
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

/** A report, which fits the published schema whatever is in it. */
async function reported(...parameters: string[]): Promise<AuditReport> {
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
  it("judges each state by its inputs, and rolls up by rule and by stack", async () => {
    const report = await reported(good, bad, worse, ...PRESET);
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

  it("passes what passes", async () => {
    const { code, out } = await audit(good, ...PRESET);
    expect(code).toBe(0);
    expect(out).toMatch(/\nshop\/good +\S+good\.json +1 +0 +0 +0\n/);
    expect(out).toMatch(
      /\naudited {5}1 stack: 1 resources, \d+ checks, 0 undecided \(0\.0 %\)\nPASSED \(exit code 0\)\n$/,
    );
  });

  it("shows what it found, unless only the tables are asked for", async () => {
    const line =
      /^ {2}✗ pod-no-privileged {2}kubernetes:core\/v1:Pod web: the container is privileged \(spec\.containers\[0\] = \{.*\}\)$/m;
    expect((await audit(bad, ...PRESET)).out).toMatch(line);
    const { out } = await audit(bad, ...PRESET, "--quiet");
    expect(out).not.toMatch(line);
    expect(out).toMatch(/^pod-no-privileged +critical +2 +0 +0 +1$/m);
    expect(out).toMatch(/\nBLOCKED \(exit code 5\): \d+ violations of mandatory policies\.\n$/);
  });

  it("names every file that it cannot use, and judges the others", async () => {
    const broken = write("broken.json", '{ "deployment": ');
    const foreign = write("foreign.json", "{}");
    const newer = write("newer.json", '{ "version": 9, "deployment": {} }');
    const gone = join(folder, "gone.json");
    const report = await reported(broken, bad, foreign, newer, gone, folder, ...PRESET);
    expect([report.outcome, report.exitCode]).toEqual(["failed", 2]);
    const sentences = report.failures.map(({ message }) => message.replaceAll(folder, "DIR"));
    expect(sentences).toEqual([
      expect.stringMatching(/^DIR\/broken\.json:1:\d+: /),
      'DIR/foreign.json is not a state: it has no "deployment". Create it with `pulumi stack export`.',
      "DIR/newer.json has state version 9. Supported versions are 3 and 4.",
      "DIR/gone.json does not exist.",
      "DIR is not a file.",
      expect.stringMatching(/violations of mandatory policies\.$/),
    ]);
    expect(report.unusable.map(({ file }) => file)).toEqual([broken, foreign, newer, gone, folder]);
    expect(report.stacks.map(({ file }) => file)).toEqual([bad]);
  });

  it("refuses a state of two stacks", async () => {
    const resources = ["a", "b"].map((stack) => ({ urn: `urn:pulumi:${stack}::shop::x:y:Z::n`, type: "x:y:Z" }));
    const mixed = write("mixed.json", JSON.stringify({ version: 3, deployment: { resources } }));
    expect((await reported(mixed)).failures.map(({ message }) => message.replaceAll(folder, "DIR"))).toEqual([
      "DIR/mixed.json: expected the state of one stack, got resources of shop/a and shop/b.",
    ]);
  });

  it("leaves out what is read, and what waits for its deletion", async () => {
    const file = state("left", [
      { type: POD, name: "theirs", inputs: pod(true), more: { external: true } },
      { type: POD, name: "old", inputs: pod(true), more: { delete: true } },
    ]);
    expect(await reported(file)).toMatchObject({ outcome: "passed", rules: [], totals: { checks: 0 } });
  });

  it("judges an empty state, and a file that is named twice only once", async () => {
    const empty = write("empty.json", '{ "version": 3, "deployment": {} }');
    const report = await reported(empty, join(folder, ".", "empty.json"));
    expect(report).toMatchObject({ outcome: "passed", totals: { stacks: 1, resources: 0 }, stacks: [{ file: empty }] });
  });

  it("judges secrets and shows none, wherever they stand", async () => {
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

  it("lets no name give orders to the terminal", async () => {
    const file = state("loud", [{ type: POD, name: "a\u001b[2J\u202eb", inputs: pod(true) }]);
    const { out } = await audit(file, "--preset", "strict");
    expect(out).toContain("a\\x1b[2J\\u{202e}b");
    for (const order of ["\u001b", "\u202e"]) expect(out).not.toContain(order);
  });

  it("takes settings, groups and exemptions as for the stack itself", async () => {
    const day = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString().slice(0, 10);
    const config = write(
      "acme.yaml",
      `rules: { pod-no-privileged: advisory }
groups: [{ stacks: ["shop/worse"], rules: { pod-no-privileged: mandatory } }]
exemptions: [{ rule: pod-no-privileged, resource: "*::web", reason: moved soon, owner: team, expires: ${day} }]
`,
    );
    const { stacks, totals } = await reported(bad, worse, "--policy-config", config);
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

  it("refuses an unknown preset once, whatever the number of files", async () => {
    const { code, out, err } = await audit(good, bad, "--preset", "stict");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe('error: Unknown preset "stict". Did you mean "strict"?\n');
  });

  it("needs a file", async () => {
    expect(await audit()).toEqual({ code: 2, out: "", err: "error: missing required argument 'STATE'\n" });
  });
});
