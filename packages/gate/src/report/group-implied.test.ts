import { finding, resource } from "../../test/plans";
import type { ReportedFinding } from "../model/verdict";
import { groupImplied } from "./group-implied";

const policy = resource("aws:iam/policy:Policy", "all");
const found = (rule: string, more: Partial<ReportedFinding> = {}): ReportedFinding => ({
  ...finding(policy, { rule, path: "policy.Statement[0]" }),
  name: "all",
  ...more,
});
const groups = (...findings: readonly ReportedFinding[]) =>
  groupImplied(findings).map(({ finding: broader, implied }) =>
    [broader.rule, ...implied.map(({ rule }) => rule)].join(" > "),
  );

describe("groupImplied", () => {
  const broad = found("broad");
  const narrow = found("narrow", { impliedBy: "broad" });

  it("groups findings under a broader finding in any order", () => {
    expect(groups(narrow, found("other"), broad, found("thin", { impliedBy: "broad" }))).toEqual([
      "other",
      "broad > narrow > thin",
    ]);
  });

  it.each<[string, ReportedFinding, ReportedFinding]>([
    ["it has another path", found("broad", { path: "policy.Statement[1]" }), narrow],
    ["it concerns another resource", found("broad", { urn: "urn:other" }), narrow],
    ["there is no such finding", found("third"), narrow],
    ["it does not block and the narrower finding does", found("broad", { level: "advisory" }), narrow],
  ])("does not group a finding under the broader one if %s", (_, broader, narrower) => {
    expect(groups(broader, narrower)).toHaveLength(2);
  });

  it("keeps findings that imply each other, and groups only one level", () => {
    const [first, second] = [found("first", { impliedBy: "second" }), found("second", { impliedBy: "first" })];
    expect(groups(first, second)).toHaveLength(2);
    expect(groups(broad, narrow, found("thin", { impliedBy: "narrow" }))).toEqual(["broad > narrow", "thin"]);
  });
});
