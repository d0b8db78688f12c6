import type { Plan } from "../model/plan";
import { propertyMap, makeSecret, type Value } from "../model/value";
import { maskSecrets } from "./mask-secrets";

/** Returns the masked message of a plan with these secrets. */
function masked(message: string, ...secrets: Value[]): string {
  const plan: Plan = {
    engine: { name: "embedded" },
    ...{ organization: "o", project: "p", stack: "s", result: "succeeded", priorState: "none" },
    ...{ resources: [], steps: [], outputs: propertyMap([["all", secrets.map((value) => makeSecret(value))]]) },
    diagnostics: [{ severity: "info", message }],
    gaps: {
      unansweredLookups: [],
      opaqueComponents: [],
      withheldValues: [],
      undecryptableConfigKeys: [],
      notes: [message],
    },
  };
  const { diagnostics, gaps } = maskSecrets(plan);
  expect(gaps.notes).toEqual([diagnostics[0]?.message]);
  return gaps.notes[0] ?? "";
}

const key = "-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\nkLq8vZ2dT0\n-----END KEY-----\n";

describe("maskSecrets", () => {
  it.each([
    ["verbatim", "no user hunter22 here", "no user [secret] here"],
    ["inside JSON", `sent ${JSON.stringify({ pass: 'a"b\\c' })}`, 'sent {"pass":"[secret]"}'],
    ["over several lines, as JSON", `sent ${JSON.stringify({ key })}`, 'sent {"key":"[secret]"}'],
    ["in a URL", `https://me:${encodeURIComponent("p@ss/word")}@host`, "https://me:[secret]@host"],
    ["in base64", `header ${Buffer.from("hunter22").toString("base64")}`, "header [secret]"],
    ["as one of its lines", "line 2: MIIEpAIBAAKCAQEA", "line 2: [secret]"],
    ["that is a number", "the pin 12345678", "the pin [secret]"],
    ["that contains another secret", "hunter22 and hunter2233", "[secret] and [secret]"],
  ])("masks a secret %s", (_, message, expected) => {
    expect(masked(message, "hunter22", "hunter2233", 'a"b\\c', "p@ss/word", key, 12345678)).toBe(expected);
  });

  it("does not mask parts of a mask", () => {
    expect(masked("hunter22 sec", "hunter22", "secr")).toBe("[secret] sec");
  });

  it("masks secrets of any length", () => {
    const long = "x".repeat(200_000);
    expect(masked(`sent ${long}.`, long)).toBe("sent [secret].");
  });

  it("does not mask short secrets", () => {
    expect(masked("a message", "a", 1, "me")).toBe("a message");
  });
});
