import { rules } from "@roadbed/policies";
import { commandIO } from "../../../test/command-io";
import { run } from "../../cli/cli";
import { exampleCode } from "../../rule-catalog/example-code";

// The first test loads every rule.
jest.setTimeout(30_000);

async function explain(...parameters: string[]): Promise<[code: number, out: string, err: string]> {
  const io = commandIO();
  const code = await run(["explain", ...parameters], io);
  return [code, io.out(), io.err()];
}

describe("roadbed explain", () => {
  it("prints the reason, the remedy, the metadata and examples of a rule", async () => {
    const [code, out, err] = await explain("rds-backups");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^rds-backups {2}medium, reliability, aws\.rds\nRDS .+\n/);
    for (const line of [
      /^why {7}A mistake /m,
      /^remedy {4}Set backupRetentionPeriod: 7/m,
      /^controls {2}aws-fsbp: RDS\.11$/m,
      /^presets {3}baseline advisory, strict mandatory, aws-fsbp mandatory$/m,
      /^types {5}aws:rds\/instance:Instance\n {10}aws:rds\/cluster:Cluster$/m,
      /^options {3}minimumDays \(integer from 1 up to 35; default 7\): /m,
      /^docs {6}https:.*\/docs\/rules\/aws\.rds\.md#rds-backups$/m,
      /^fails:\n {2}new aws\.rds\.Instance\("example", \{\}\);$/m,
      /^passes:\n {2}new aws\.rds\.Instance\("example", \{ backupRetentionPeriod: 7 \}\);$/m,
    ])
      expect(out).toMatch(line);
  });

  it("prints the same as JSON, with all examples", async () => {
    const [code, out] = await explain("rds-backups", "-o", "json");
    const rule = rules.find(({ id }) => id === "rds-backups");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      id: "rds-backups",
      levels: { baseline: "advisory", strict: "mandatory" },
      options: [{ name: "minimumDays", default: 7, schema: { type: "integer", minimum: 1, maximum: 35 } }],
      examples: { fail: rule?.examples.fail.map(exampleCode), pass: rule?.examples.pass.map(exampleCode) },
    });
  });

  it.each([
    ["sg-world-admin-port", 'Unknown rule "sg-world-admin-port". Did you mean "sg-world-admin-ports"'],
    ["__proto__", 'Unknown rule "__proto__". '],
    ["\u001b[2Jx", 'Unknown rule "\\u001b[2Jx". '],
    ["acme/tags", "acme/tags is a policy of a policy pack. See the pack's documentation."],
    [
      "exemption-expired",
      "exemption-expired is not a rule. See the exemption in roadbed.yaml and the finding that it suppressed.",
    ],
    ["acme\n/tags", "acme\\n/tags is a policy of a policy pack"],
  ])("rejects %p with a suggestion", async (id, sentence) => {
    const [code, out, err] = await explain(id);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`error: ${sentence}`);
    expect(err).toMatch(/^.*\n$/);
  });
});
