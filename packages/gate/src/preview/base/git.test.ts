import { gitMessage } from "./git";

describe("gitMessage", () => {
  it.each<[string, number | null, string, string]>([
    ["the fatal error", 128, "warning: x\nfatal: bad object HEAD.\nhint: y\n", "bad object HEAD"],
    ["the last line without a fatal error", 1, "warning: x\nerror: no such path\n\n", "no such path"],
    ["the exit code without a message", 2, "\n", "Git exited with code 2"],
    ["the signal without a message", null, "", "Git was ended by a signal"],
  ])("returns %s", (_, code, stderr, expected) => {
    expect(gitMessage({ code, stdout: "", stderr })).toBe(expected);
  });
});
