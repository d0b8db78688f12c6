import { commandIO } from "../../test/command-io";
import { exitCodeLines } from "../model/exit-codes";
import { run } from "./cli";

async function cli(...parameters: string[]): Promise<[code: number, out: string, err: string]> {
  const io = commandIO();
  const code = await run(parameters, io);
  return [code, io.out(), io.err()];
}

describe("the roadbed command", () => {
  it("prints its version", async () => {
    expect(await cli("--version")).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/), ""]);
  });

  it.each([[["--help"]], [["check", "--help"]]])("lists the exit codes with %p", async (parameters) => {
    const [code, out, err] = await cli(...parameters);
    expect([code, err]).toEqual([0, ""]);
    for (const line of exitCodeLines()) expect(out).toContain(line);
  });

  it("prints its help and exits with 2 without a subcommand", async () => {
    const [code, out, err] = await cli();
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("Usage: roadbed");
  });

  it.each([
    [["chekc"], "error: unknown command 'chekc' (Did you mean check?)"],
    [["check", "--stak", "dev"], "error: unknown option '--stak' (Did you mean --stack?)"],
    [["check", "-s"], "error: option '-s, --stack <stack>' argument missing"],
    [
      ["check", "-s", "a", "-s", "b"],
      "error: option '-s, --stack <stack>' argument 'b' is invalid. The flag may be given only once.",
    ],
    [
      ["check", "--timeout", "0"],
      "error: option '--timeout <seconds>' argument '0' is invalid. Expected a number of seconds greater than 0 and at most 2147483.",
    ],
    [
      ["check", "--timeout", "soon"],
      "error: option '--timeout <seconds>' argument 'soon' is invalid. Expected a number of seconds greater than 0 and at most 2147483.",
    ],
    [
      ["check", "--timeout", "2147484"],
      "error: option '--timeout <seconds>' argument '2147484' is invalid. Expected a number of seconds greater than 0 and at most 2147483.",
    ],
    [
      ["check", "--concurrency", "0"],
      "error: option '--concurrency <number>' argument '0' is invalid. Expected an integer from 1 to 999.",
    ],
    [
      ["check", "--pass-env", "A=B"],
      "error: option '--pass-env <name>' argument 'A=B' is invalid. Expected the name of an environment variable.",
    ],
    [
      ["check", "--engine", "embeded"],
      "error: option '--engine <engine>' argument 'embeded' is invalid. Allowed choices are embedded, pulumi, auto.",
    ],
    [
      ["check", "--state", "a.json", "--base", "main"],
      "error: --state and --base cannot be combined: both define the prior state.",
    ],
    [["check", "--config", "novalue"], "error: --config: expected key=value, such as --config aws:region=eu-west-1."],
    [["check", "-o", "yaml"], 'error: --output: expected text or json, alone or as FORMAT=FILE, got "yaml".'],
  ])("rejects %p with exit code 2 and a message on one line", async (parameters, message) => {
    expect(await cli(...parameters)).toEqual([2, "", `${message}\n`]);
  });

  describe("with a credential in the environment", () => {
    const SECRET = "correct-horse-77";
    beforeAll(() => {
      process.env.ROADBED_TEST_TOKEN = SECRET;
    });
    afterAll(() => {
      delete process.env.ROADBED_TEST_TOKEN;
    });

    it.each([
      ["an unknown flag", ["check", `--nope=${SECRET}`]],
      ["an unknown command", [SECRET]],
      ["an unknown rule", ["explain", SECRET]],
      ["an invalid destination", ["check", "-o", `json=/nope/${SECRET}/report`, "--debug"]],
    ])("prints no secrets in the error about %s", async (_, parameters) => {
      const [code, out, err] = await cli(...parameters);
      expect(code).toBe(2);
      expect(err).toMatch(/^error: .*\[secret\]/);
      expect(out + err).not.toContain(SECRET);
    });
  });

  it("prints no value of an unknown flag with the name of a secret", async () => {
    expect(await cli("check", "--token=correct-horse-77")).toEqual([
      2,
      "",
      "error: unknown option '--token=[secret]'\n",
    ]);
  });
});
