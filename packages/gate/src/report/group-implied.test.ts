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
  groupImplied(findings).map(({ finding: one, implied }) => [one.rule, ...implied.map(({ rule }) => rule)].join(" > "));

describe("findings that a broader one implies", () => {
  const broad = found("broad");
  const narrow = found("narrow", { impliedBy: "broad" });

  it("are told with it, wherever they stand", () => {
    expect(groups(narrow, found("other"), broad, found("thin", { impliedBy: "broad" }))).toEqual([
      "other",
      "broad > narrow > thin",
    ]);
  });

  it.each<[string, ReportedFinding, ReportedFinding]>([
    ["it is at another place", found("broad", { path: "policy.Statement[1]" }), narrow],
    ["it is of another resource", found("broad", { urn: "urn:other" }), narrow],
    ["it is not shown", found("third"), narrow],
    ["they block and it does not", found("broad", { level: "advisory" }), narrow],
  ])("stand for themselves where %s", (_, one, other) => {
    expect(groups(one, other)).toHaveLength(2);
  });

  it("do not get lost where two imply each other, or one after the other", () => {
    const [one, other] = [found("one", { impliedBy: "other" }), found("other", { impliedBy: "one" })];
    expect(groups(one, other)).toHaveLength(2);
    expect(groups(broad, narrow, found("thin", { impliedBy: "narrow" }))).toEqual(["broad > narrow", "thin"]);
  });
});
