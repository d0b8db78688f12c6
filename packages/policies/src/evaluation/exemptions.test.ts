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
  reason: "removed in March",
  owner: "team",
  expires: "2026-11-21",
  ...change,
});
const apply = (findings: readonly Finding[], ...exemptions: readonly Exemption[]) =>
  applyExemptions(
    { findings, ruleCount: 1, checkCount: 1, undecidedCheckCount: 0, uncheckedTypes: [] },
    exemptions,
    new Date("2026-11-21T23:59:00Z"),
  );

describe("applyExemptions", () => {
  it("exempts the violations and undecided results of a rule for a resource until the end of the expiry date", () => {
    const [exemptable, unrelated, undecided] = [
      finding("s3-versioning", "old"),
      finding("s3-versioning", "new"),
      finding("s3-versioning", "old", "undecided"),
    ];
    const { evaluation, exempted, unusedExemptions } = apply([exemptable, unrelated, undecided], exemption());
    expect(evaluation.findings).toEqual([unrelated]);
    expect(exempted).toEqual([
      { finding: exemptable, exemption: exemption() },
      { finding: undecided, exemption: exemption() },
    ]);
    expect(unusedExemptions).toEqual([]);
  });

  it("keeps the finding of an expired exemption and adds a mandatory finding for the expiry", () => {
    const exemptable = finding("s3-versioning", "old");
    const { evaluation, exempted } = apply([exemptable], exemption({ expires: "2026-11-20" }));
    expect(exempted).toEqual([]);
    expect(evaluation.findings).toEqual([
      exemptable,
      expect.objectContaining({
        rule: "exemption-expired",
        level: "mandatory",
        kind: "violation",
        urn: exemptable.urn,
        message: "the exemption from s3-versioning expired on 2026-11-20 (owner: team)",
      }),
    ]);
  });

  it("ignores an expired exemption if a valid one covers the same finding", () => {
    const { evaluation, exempted } = apply(
      [finding("s3-versioning", "old")],
      exemption({ expires: "2026-01-01" }),
      exemption({ resource: "*" }),
    );
    expect([evaluation.findings.length, exempted.length]).toEqual([0, 1]);
  });

  it("reports unused exemptions and never exempts rule errors", () => {
    const broken = finding("s3-versioning", "old", "error");
    const { evaluation, unusedExemptions } = apply([broken], exemption());
    expect([evaluation.findings, unusedExemptions]).toEqual([[broken], [exemption()]]);
  });

  it("applies an exemption in a comment only to the resources that the commented code creates", () => {
    const [exemptable, other] = [finding("s3-versioning", "old"), finding("s3-versioning", "new")];
    const comment = { source: { file: "index.ts", line: 3 }, urns: new Set([exemptable.urn]) };
    expect(apply([exemptable, other], exemption({ resource: "*", comment })).evaluation.findings).toEqual([other]);
    const { evaluation, expiredFindings } = apply(
      [exemptable],
      exemption({ resource: "*", comment, expires: "2026-01-01" }),
    );
    expect(expiredFindings).toEqual([exemptable]);
    expect(evaluation.findings[1]?.remedy).toContain("renew the exemption at index.ts:3.");
  });
});
