import { makeSecret } from "@roadbed/plan";
import { findTypeFacts } from "@roadbed/plan/facts";
import { planOf, resource } from "../../../test/plans";
import { evaluate } from "../../evaluation/evaluate";
import { writtenSecrets } from "./written-secrets";

const rules = writtenSecrets.map((rule) => ({ rule, level: "mandatory" as const }));

const failing = writtenSecrets.flatMap((rule) =>
  rule.examples.fail.map(({ type, inputs }) => ({ rule, type, inputs })),
);

describe("rules on secrets in programs", () => {
  it.each(failing)("report at or above a secret property of $type", ({ rule, type, inputs }) => {
    const { findings } = evaluate(planOf(resource(type, "example", inputs)), [{ rule, level: "mandatory" }]);
    const secretPaths = findTypeFacts(type)?.secretProperties ?? [];
    expect(findings).toHaveLength(1);
    expect(
      secretPaths.some((path) => path === findings[0]?.path || path.startsWith(`${findings[0]?.path ?? ""}.`)),
    ).toBe(true);
  });

  it("report secrets in every element of an array without showing them", () => {
    const inputs = { passwords: makeSecret(["correct-horse-1", "correct-horse-2"]) };
    const { findings } = evaluate(planOf(resource("aws:elasticache/user:User", "app", inputs)), rules);
    expect(findings.map(({ rule, path }) => [rule, path])).toEqual([["elasticache-no-written-password", "passwords"]]);
    expect(JSON.stringify(findings)).not.toContain("correct-horse");
  });

  it("do not report an empty string, which providers do not send", () => {
    const domain = { advancedSecurityOptions: { masterUserOptions: { masterUserPassword: "" } } };
    expect(evaluate(planOf(resource("aws:opensearch/domain:Domain", "search", domain)), rules).findings).toEqual([]);
  });
});
