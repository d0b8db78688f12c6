import { commandIO } from "../../../test/command-io";
import { run } from "../../cli/cli";

// The first test loads every rule.
jest.setTimeout(30_000);

async function cli(...parameters: string[]): Promise<[code: number, out: string, err: string]> {
  const io = commandIO();
  const code = await run(parameters, io);
  return [code, io.out(), io.err()];
}

interface Listed {
  readonly id: string;
  readonly service: string;
  readonly severity: string;
  readonly topic: string;
  readonly levels: Readonly<Record<string, string>>;
  readonly controls: Readonly<Record<string, readonly string[]>>;
  readonly docsUrl: string;
}

async function listed(...parameters: string[]): Promise<readonly Listed[]> {
  const [code, out, err] = await cli("rules", "-o", "json", ...parameters);
  expect([code, err]).toEqual([0, ""]);
  return (JSON.parse(out) as { readonly rules: readonly Listed[] }).rules;
}

describe("roadbed rules", () => {
  it("lists every rule by service and severity, with its level in the preset", async () => {
    const [code, out, err] = await cli("rules", "--service", "ecr");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^aws\.ecr\n/);
    expect(out).toMatch(/ {2}high {6}mandatory {2}ecr-scan-on-push +ECR .+\n/);
    expect(out).toMatch(/ecr-scan-on-push[^]*ecr-tags-immutable[^]*\n\d+ rules; levels in the preset baseline\./);
    expect((await cli("rules", "--service", "ecr", "--preset", "strict"))[1]).toMatch(
      /medium {4}mandatory {2}ecr-tags-immutable/,
    );
  });

  it.each<[string, string, (rule: Listed) => boolean]>([
    ["--service", "aws.rds", ({ service }) => service === "aws.rds"],
    ["--service", "sg", ({ id }) => id.startsWith("sg-")],
    ["--severity", "critical", ({ severity }) => severity === "critical"],
    ["--topic", "drift", ({ topic }) => topic === "drift"],
    ["--framework", "cis-aws-3.0", ({ controls }) => controls["cis-aws-3.0"] !== undefined],
    ["--preset", "kubernetes-restricted", ({ levels }) => levels["kubernetes-restricted"] !== undefined],
  ])("lists exactly the matching rules with %s %s", async (flag, value, isMatch) => {
    const rules = await listed();
    const selected = await listed(flag, value);
    expect(selected.length).toBeGreaterThan(0);
    expect(selected.length).toBeLessThan(rules.length);
    expect(selected).toEqual(rules.filter(isMatch));
  });

  it("reports that no rule matches all filters", async () => {
    const filters = ["--service", "ecr", "--framework", "pss-baseline"];
    expect(await listed(...filters)).toEqual([]);
    expect(await cli("rules", ...filters)).toEqual([0, "No rule matches these filters.\n", ""]);
  });

  it.each([
    [["--service", "lamda"], 'Unknown service "lamda". Did you mean "lambda'],
    [["--framework", "cis"], 'Unknown framework "cis". Did you mean "cis-'],
    [["--preset", "stict"], 'Unknown preset "stict". Did you mean "strict"?'],
    [["--service", "x\u001b[2J"], 'Unknown service "x\\u001b[2J". '],
  ])("rejects %p with a suggestion", async (parameters, sentence) => {
    const [code, out, err] = await cli("rules", ...parameters);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`error: ${sentence}`);
    expect(err).toMatch(/^.*\n$/);
  });

  it("gives each rule its own documentation URL", async () => {
    const urls = (await listed()).map(({ docsUrl }) => docsUrl);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls).toContain("https://github.com/roadbed-dev/roadbed/blob/main/docs/rules/aws.ecr.md#ecr-tags-immutable");
  });
});
