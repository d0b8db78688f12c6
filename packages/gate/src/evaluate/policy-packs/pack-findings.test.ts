import type { PackReport, PackViolation } from "@roadbed/plan/pulumi";
import { plan, resource } from "../../../test/plans";
import { withPackNotes } from "../../preview/policy-pack-notes";
import { packFindings } from "./pack-findings";

const nothing: PackReport = { packs: [], violations: [], undecided: [], remediations: [], stackPoliciesSkipped: [] };
const repository = resource("aws:ecr/repository:Repository", "api", {}, { source: { file: "index.ts", line: 3 } });
const planned = plan([repository]);
const result = { pack: "shop", policy: "tags", urn: repository.urn, message: "tags can be overwritten" };
const violation = (more: Partial<PackViolation>) =>
  packFindings(planned, { ...nothing, violations: [{ ...result, enforcement: "mandatory", ...more }] });

describe("a violation from a policy pack", () => {
  it("becomes a finding of the resource, with its source position", () => {
    expect(violation({ severity: "high" })).toEqual([
      {
        rule: "shop/tags",
        title: "tags",
        severity: "high",
        level: "mandatory",
        kind: "violation",
        urn: repository.urn,
        type: repository.type,
        message: "tags can be overwritten",
        assumed: [],
        remedy: "See the policy tags of the policy pack shop.",
        source: { file: "index.ts", line: 3 },
      },
    ]);
  });

  it.each<[PackViolation["enforcement"], readonly string[]]>([
    ["mandatory", ["mandatory"]],
    ["advisory", ["advisory"]],
    ["remediate", ["mandatory"]],
    ["disabled", []],
  ])("with the enforcement level %s blocks as it does with the Pulumi CLI", (enforcement, levels) => {
    expect(violation({ enforcement }).map(({ level }) => level)).toEqual(levels);
  });

  it("of a stack policy becomes a finding of the stack", () => {
    const [found] = packFindings(planned, {
      ...nothing,
      violations: [{ pack: "shop", policy: "tags", message: "x", enforcement: "mandatory" }],
    });
    expect(found).toMatchObject({ urn: planned.resources[0]?.urn, type: "pulumi:pulumi:Stack", severity: "medium" });
  });
});

describe("a policy that a policy pack could not evaluate", () => {
  it("counts as mandatory, because its level is not known", () => {
    expect(packFindings(planned, { ...nothing, undecided: [result] })).toMatchObject([
      { kind: "undecided", level: "mandatory" },
    ]);
  });

  it("is reported in a note, and remediations are reported as diagnostics", () => {
    const { gaps, diagnostics } = withPackNotes(planned, {
      ...nothing,
      remediations: [result],
      stackPoliciesSkipped: ["shop"],
    });
    expect(gaps.notes).toEqual(["The stack policies of the policy pack shop did not run."]);
    expect(diagnostics).toEqual([
      {
        severity: "warning",
        message: "The policy tags of the policy pack shop remediated this resource before the resource was evaluated.",
        urn: repository.urn,
      },
    ]);
  });
});
