import { surroundings } from "../../test/surroundings";
import { run } from "./cli";
import { exitCodeLines } from "../model/exit-codes";

async function cli(...parameters: string[]): Promise<[code: number, out: string, err: string]> {
  const around = surroundings();
  const code = await run(parameters, around);
  return [code, around.out(), around.err()];
}

describe("the command line", () => {
  it("tells its version", async () => {
    expect(await cli("--version")).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/), ""]);
  });

  it.each([[["--help"]], [["check", "--help"]]])("%p shows the exit codes", async (parameters) => {
    const [code, out, err] = await cli(...parameters);
    expect([code, err]).toEqual([0, ""]);
    for (const line of exitCodeLines()) expect(out).toContain(line);
  });

  it("shows its help and fails when there is nothing to do", async () => {
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
      "error: option '-s, --stack <stack>' argument 'b' is invalid. It can be given only once.",
    ],
    [
      ["check", "--timeout", "0"],
      "error: option '--timeout <seconds>' argument '0' is invalid. It must be a number of seconds, above 0 and up to 2147483.",
    ],
    [
      ["check", "--timeout", "soon"],
      "error: option '--timeout <seconds>' argument 'soon' is invalid. It must be a number of seconds, above 0 and up to 2147483.",
    ],
    [
      ["check", "--timeout", "2147484"],
      "error: option '--timeout <seconds>' argument '2147484' is invalid. It must be a number of seconds, above 0 and up to 2147483.",
    ],
    [
      ["check", "--concurrency", "0"],
      "error: option '--concurrency <number>' argument '0' is invalid. It must be a whole number from 1 to 999.",
    ],
    [
      ["check", "--pass-env", "A=B"],
      "error: option '--pass-env <NAME>' argument 'A=B' is invalid. It must be the name of an environment variable.",
    ],
    [
      ["check", "--engine", "embeded"],
      "error: option '--engine <engine>' argument 'embeded' is invalid. Allowed choices are embedded, pulumi, auto.",
    ],
    [
      ["check", "--state", "a.json", "--base", "main"],
      "error: --state and --base exclude each other: each of them says what the stack was.",
    ],
    [["check", "--config", "novalue"], "error: --config takes key=value, as in --config aws:region=eu-west-1."],
    [
      ["check", "-o", "yaml"],
      'error: There is no report format "yaml"; --output takes text or json, each alone or as FORMAT=FILE.',
    ],
  ])("%p is refused with one sentence", async (parameters, sentence) => {
    expect(await cli(...parameters)).toEqual([2, "", `${sentence}\n`]);
  });
});
