import { applyExemptions, type Exemption } from "./exemptions";
import type { Finding } from "../model/finding";

const finding = (rule: string, name: string, kind: Finding["kind"] = "violation"): Finding => ({
  rule,
  title: "Title",
  severity: "low",
  level: "mandatory",
  kind,
  urn: `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`,
  type: "aws:s3/bucket:Bucket",
  message: "a message",
  assumed: [],
  remedy: "A remedy.",
});
const exemption = (change: Partial<Exemption> = {}): Exemption => ({
  rule: "s3-versioning",
  resource: "*::old",
  reason: "goes in March",
  owner: "team",
  expires: "2026-11-21",
  ...change,
});
const apply = (findings: readonly Finding[], ...exemptions: readonly Exemption[]) =>
  applyExemptions({ findings, rules: 1, pairs: 1, undecidedPairs: 0 }, exemptions, new Date("2026-11-21T23:59:00Z"));

it("sets aside what its rule finds in its resource, violations and what is undecided, until the end of the day", () => {
  const [mine, others, undecided] = [
    finding("s3-versioning", "old"),
    finding("s3-versioning", "new"),
    finding("s3-versioning", "old", "undecided"),
  ];
  const { evaluation, exempted, unused } = apply([mine, others, undecided], exemption());
  expect(evaluation.findings).toEqual([others]);
  expect(exempted).toEqual([
    { finding: mine, exemption: exemption() },
    { finding: undecided, exemption: exemption() },
  ]);
  expect(unused).toEqual([]);
});

it("that has expired leaves the finding, and adds one of its own that blocks", () => {
  const mine = finding("s3-versioning", "old");
  const { evaluation, exempted } = apply([mine], exemption({ expires: "2026-11-20" }));
  expect(exempted).toEqual([]);
  expect(evaluation.findings).toEqual([
    mine,
    expect.objectContaining({
      rule: "exemption-expired",
      level: "mandatory",
      kind: "violation",
      urn: mine.urn,
      message: "the exemption from s3-versioning expired on 2026-11-20 (owner: team)",
    }),
  ]);
});

it("counts for nothing where one that is still good covers the same", () => {
  const { evaluation, exempted } = apply(
    [finding("s3-versioning", "old")],
    exemption({ expires: "2026-01-01" }),
    exemption({ resource: "*" }),
  );
  expect([evaluation.findings.length, exempted.length]).toEqual([0, 1]);
});

it("is reported if nothing needs it, and never hides that a rule failed", () => {
  const broken = finding("s3-versioning", "old", "error");
  const { evaluation, unused } = apply([broken], exemption());
  expect([evaluation.findings, unused]).toEqual([[broken], [exemption()]]);
});

it("is for the resources made at a comment alone, if it is one", () => {
  const [mine, other] = [finding("s3-versioning", "old"), finding("s3-versioning", "new")];
  const inCode = { source: { file: "index.ts", line: 3 }, urns: new Set([mine.urn]) };
  expect(apply([mine, other], exemption({ resource: "*", inCode })).evaluation.findings).toEqual([other]);
  const { evaluation, expired } = apply([mine], exemption({ resource: "*", inCode, expires: "2026-01-01" }));
  expect(expired).toEqual([mine]);
  expect(evaluation.findings[1]?.remedy).toContain("renew the exemption at index.ts:3.");
});
