import { finding, resource } from "../../../test/plans";
import { textOptions } from "../../../test/text-options";
import type { ReportedFinding } from "../../model/verdict";
import { findingSections, type FindingOptions } from "./finding-sections";
import { ADVISORY_HINT } from "./folded-lines";

const BUCKET = "aws:s3/bucket:Bucket";
const at = (name: string, line: number, file = "index.ts") => resource(BUCKET, name, {}, { source: { file, line } });

function reported(place: ReturnType<typeof resource>, parts: Partial<ReportedFinding> = {}): ReportedFinding {
  return { ...finding(place, parts), name: place.name, ...parts };
}

function sections(findings: readonly ReportedFinding[], options: Partial<FindingOptions & { width: number }> = {}) {
  const context = { directory: "", remedies: new Map<string, string>(), hints: new Set([ADVISORY_HINT]) };
  const sourceLine = (_: string, { line }: { readonly line: number }) => `new Bucket(${line});`;
  const all = { ...textOptions({ sourceLine }), ...options, ...context };
  return findingSections(findings, all, all)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

describe("the findings of a text report", () => {
  it("are arranged by file, with the code that created each resource", () => {
    const [a, b, c] = [at("a", 1, "a.ts"), at("b", 2, "b.ts"), at("c", 3, "a.ts")];
    const findings = [reported(a, { rule: "one" }), reported(b, { rule: "two" }), reported(c, { rule: "three" })];
    expect(sections(findings)).toBe(`a.ts:1  aws:s3:Bucket a │ new Bucket(1);
  ✗ one (high): something is not so
    → Make it so.
a.ts:3  aws:s3:Bucket c │ new Bucket(3);
  ✗ three (high): something is not so
    → As for one above.

b.ts:2  aws:s3:Bucket b │ new Bucket(2);
  ✗ two (high): something is not so
    → As for one above.`);
  });

  it("are printed once for resources with the same findings, and repeated places are counted", () => {
    const loop = Array.from({ length: 17 }, (_, index) => at(`logs-${index}`, 4));
    const findings = loop.map((bucket, index) => reported(bucket, { path: "acl", value: `"public-${index}"` }));
    expect(sections(findings))
      .toBe(`index.ts:4  aws:s3:Bucket logs-0, logs-1, logs-2, logs-3, logs-4, … and 12 more │ new Bucket(4);
  ✗ some-rule (high): something is not so (logs-0: acl = "public-0"; logs-1: acl = "public-1";
    logs-2: acl = "public-2"; logs-3: acl = "public-3"; logs-4: acl = "public-4"; … and 12 more)
    → Make it so.`);
  });

  it("have no code if the resource is deleted, because its line is in the former program", () => {
    expect(sections([reported(at("a", 1), { change: { operation: "delete" } })])).toMatch(
      /^index\.ts:1 {2}aws:s3:Bucket a$/m,
    );
  });

  it("are printed in full if they are about a change, even if they do not block", () => {
    const change = { operation: "create", suggestion: 'aliases: [{ name: "old" }]' } as const;
    expect(sections([reported(at("a", 1), { rule: "renamed", level: "advisory", change })])).toContain(
      '→ Make it so.\n      aliases: [{ name: "old" }]',
    );
  });

  it("share a path, and name the properties below it rather than the whole value", () => {
    const path = "rules[0]";
    const value = JSON.stringify({ text: "x".repeat(80) });
    const evidence = [{ path: "rules[0].days", value: "3" }];
    const bucket = at("a", 1);
    expect(sections([reported(bucket, { rule: "one", path, value, evidence })])).toContain("(rules[0].days = 3)");
    const both = [
      reported(bucket, { rule: "one", path, value, evidence }),
      reported(bucket, { rule: "two", path, value, evidence: [{ path: "rules[0].prefix" }] }),
    ];
    expect(sections(both)).toContain(`  rules[0]:
  ✗ one (high): something is not so (days = 3)
    → Make it so.
  ✗ two (high): something is not so
`);
  });

  it("name all rules that a remedy resolves and that block, and count the others", () => {
    const policy = at("a", 1);
    const implied = ["b", "c"].map((rule) => reported(policy, { rule, impliedBy: "a", path: "x" }));
    const advisory = reported(policy, { rule: "d", impliedBy: "a", path: "x", level: "advisory" });
    const text = sections([reported(policy, { rule: "a", path: "x" }), ...implied, advisory]);
    expect(text).toContain("→ Make it so. Also fixes b, c, and 1 advisory.");
  });
});

describe("findings that do not block", () => {
  const advisory = (bucket: ReturnType<typeof resource>, rule: string) => reported(bucket, { rule, level: "advisory" });

  it("are one line for each resource that names the rules, with one hint to --advisories", () => {
    const [a, b, c] = [at("a", 1), at("b", 2), at("c", 2)];
    const findings = [
      reported(a),
      advisory(a, "x"),
      ...[b, c].flatMap((item) => [advisory(item, "x"), advisory(item, "y")]),
    ];
    expect(sections(findings)).toBe(`index.ts:1  aws:s3:Bucket a │ new Bucket(1);
  ✗ some-rule (high): something is not so
    → Make it so.
  ! 1 advisory, shown by --advisories: x
index.ts:2  aws:s3:Bucket b, c  ! 4 advisories: x (2), y (2)`);
    expect(sections(findings, { advisories: true })).toContain("  ! y (high, advisory): something is not so\n");
    expect(sections(findings, { quiet: true })).not.toContain("!");
  });

  it("are grouped by reason if they are undecided", () => {
    const database = at("db", 3);
    const undecided = (rule: string, message: string, parts: Partial<ReportedFinding> = {}) =>
      reported(database, { rule, message, kind: "undecided", ...parts });
    const findings = [
      undecided("one", "vpcId is not known yet"),
      undecided("two", "vpcId is not known yet", { path: "tags" }),
      undecided("three", "role is not known yet", { level: "advisory", assumed: ["key"] }),
    ];
    expect(sections(findings)).toBe(`index.ts:3  aws:s3:Bucket db
  ? one, two (undecided): vpcId is not known yet
  ? three (undecided, advisory): role is not known yet; assumed to be set: key`);
  });
});

describe("a text report of many or hostile findings", () => {
  const HOSTILE = "\u001b[2J\u202e\r\n::error::\u0000##[x]\ud800";

  it("has a limited size, and counts what it omits", () => {
    const findings = Array.from({ length: 5000 }, (_, index) =>
      reported(at(`r${index}`, index), {
        ...{ rule: `rule-${index % 700}`, message: `message ${index % 900} ${"long ".repeat(50)}` },
        ...{ path: `p[${index}]`, level: index % 3 === 0 ? "advisory" : "mandatory" },
        ...{ kind: index % 7 === 0 ? "undecided" : "violation" },
      }),
    );
    const text = sections(findings);
    expect(text.split("\n").length).toBeLessThan(1500);
    expect(text).toMatch(/… and \d+ findings of \d+ resources, \d+ of which block; the JSON report lists all$/);
    const one = at("one", 1);
    const many = sections(findings.map((item) => ({ ...item, urn: one.urn, name: "one", type: BUCKET })));
    expect(many.split("\n").length).toBeLessThan(500);
  });

  it.each([20, 1, 100])("escapes control characters and ends with a width of %d", (width) => {
    const places = [{ source: { file: HOSTILE, line: 1 } }, {}].map((extra) => resource(HOSTILE, HOSTILE, {}, extra));
    const parts = {
      ...{ rule: HOSTILE, message: HOSTILE, remedy: HOSTILE, path: HOSTILE, value: HOSTILE, assumed: [HOSTILE] },
      change: { operation: "delete" as const, relatedResources: [HOSTILE], suggestion: HOSTILE },
      evidence: [{ path: HOSTILE, value: HOSTILE }],
    };
    const kinds = [{}, { kind: "undecided" }, { kind: "error" }, { level: "advisory" }] as const;
    const findings = places.flatMap((place) => kinds.map((kind) => reported(place, { ...parts, ...kind })));
    for (const advisories of [true, false]) {
      const text = sections(findings, { width, advisories });
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}|##\[/u);
      expect(text).not.toMatch(/^\s*::/m);
    }
  });
});
