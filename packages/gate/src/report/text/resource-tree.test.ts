import { finding, plan, resource } from "../../../test/plans";
import { complete } from "../../../test/stages";
import { textOptions } from "../../../test/text-options";
import { passedRun, verdictOf } from "../../../test/verdicts";
import type { ReportedResource } from "../../model/verdict";
import { shortType } from "../../terminal/short-type";
import { treeLines } from "./resource-tree";

const TYPE = "aws:s3/bucket:Bucket";

/** Returns the tree of a stack compared with a base. The stack itself does not change. */
function tree(resources: readonly ReportedResource[], ...findings: ReturnType<typeof finding>[]): string[] {
  const empty = { ...passedRun, result: complete({ plan: plan([], { priorState: "base", steps: [] }) }) };
  return verdictOf(empty).stacks.flatMap((stack) =>
    treeLines(
      {
        ...stack,
        resources: [...stack.resources, ...resources],
        findings: findings.map((item) => ({ ...item, name: "x" })),
      },
      textOptions(),
    ),
  );
}
const created = (...parameters: Parameters<typeof resource>): ReportedResource => ({
  ...resource(...parameters),
  operation: "create",
});
const cells = (lines: readonly string[]) => lines.map((line) => line.trim().split(/\s{2,}/));

describe("the tree of changes", () => {
  it("marks operations with the symbols of the Pulumi CLI", () => {
    const operations = ["create", "update", "replace", "delete", "import"] as const;
    const resources = operations.map((operation) => ({ ...resource(TYPE, operation), operation }));
    expect(tree(resources).map((line) => line.slice(0, 5).trimEnd())).toEqual(["", "", " +", " ~", " +-", " -", " ="]);
  });

  it("only counts resources that do not change and have no findings", () => {
    const same = Array.from({ length: 5000 }, (_, index) => resource(TYPE, `same-${index}`));
    const parent = resource("shop:index:Front", "front", {}, { custom: false });
    const changed = { ...resource(TYPE, "changed", {}, { parent: parent.urn }), operation: "update" as const };
    const found = resource(TYPE, "found");
    expect(cells(tree([parent, { ...changed, diffKeys: ["acl"] }, found, ...same], finding(found)))).toEqual([
      ["Type", "Name", "Plan"],
      ["pulumi:pulumi:Stack", "shop-dev"],
      ["├─ shop:index:Front", "front"],
      ["~", "│", "└─ aws:s3:Bucket", "changed", "update of acl"],
      ["└─ aws:s3:Bucket", "found", "✗ 1"],
      ["… and 5000 unchanged"],
    ]);
    expect(tree(same)).toEqual([]);
  });

  it("shows a new component as one row, unless a resource below it has a finding", () => {
    const parent = created("shop:index:Front", "front", {}, { custom: false });
    const inner = created("shop:index:Inner", "inner", {}, { custom: false, parent: parent.urn });
    const children = ["a", "b"].map((name) => created(TYPE, name, {}, { parent: inner.urn }));
    const rows = (...findings: ReturnType<typeof finding>[]) => cells(tree([parent, inner, ...children], ...findings));
    expect(rows().slice(2)).toEqual([["+", "└─ shop:index:Front", "front", "create with 3 resources below"]]);
    const [, second] = children;
    expect(rows(finding({ ...resource(TYPE, "b"), urn: second?.urn ?? "" })).slice(2)).toEqual([
      ["+", "└─ shop:index:Front", "front", "create"],
      ["+", "└─ shop:index:Inner", "inner", "create"],
      ["+", "├─ aws:s3:Bucket", "a", "create"],
      ["+", "└─ aws:s3:Bucket", "b", "create", "✗ 1"],
    ]);
  });

  it("omits new resources first if there are too many rows, and counts them", () => {
    const created5000 = Array.from({ length: 5000 }, (_, index) => created(TYPE, `new-${index}`));
    const lines = cells(tree([...created5000, { ...resource(TYPE, "gone"), operation: "delete" }]));
    expect(lines.slice(-2)).toEqual([["-", "└─ aws:s3:Bucket", "gone", "delete"], ["… and 4971 more that change"]]);
    expect(lines).toHaveLength(33);
  });

  it("shows a resource with a missing parent below the stack", () => {
    const orphan = created(TYPE, "orphan", {}, { parent: "urn:pulumi:dev::shop::a:b:C::gone" });
    expect(tree([orphan]).at(-1)).toContain("└─ aws:s3:Bucket");
  });

  it("shows children once below repeated URNs, and omits resources that are their own ancestors", () => {
    const chain = Array.from({ length: 18 }, (_, depth): ReportedResource => {
      const parent = depth === 0 ? {} : { parent: `urn:${depth - 1}` };
      return { urn: `urn:${depth}`, type: TYPE, name: `n${depth}`, operation: "update", ...parent };
    });
    const loop: ReportedResource = {
      urn: "urn:loop",
      type: TYPE,
      name: "loop",
      parent: "urn:self",
      operation: "delete",
    };
    const lines = tree([...chain, ...chain, loop, { ...loop, urn: "urn:self", name: "self", parent: "urn:loop" }]);
    expect(lines.filter((line) => line.includes(" n17 "))).toHaveLength(2);
    expect(lines.join("")).not.toContain("self");
  });

  it("supports components nested deeper than the call stack", () => {
    const chain: ReportedResource[] = [];
    for (let depth = 0, parent = ""; depth < 20_000; depth += 1) {
      const urn = `urn:${depth}`;
      chain.push({ urn, type: "a:b:C", name: `n${depth}`, ...(parent !== "" && { parent }) });
      parent = urn;
    }
    const lines = tree([...chain, created(TYPE, "deepest", {}, { parent: "urn:19999" })]);
    expect(lines.slice(-2).map((line) => line.trim())).toEqual(["… and 1 more that change", "… and 19801 unchanged"]);
    expect(lines.length).toBeLessThan(210);
  });
});

describe("shortType", () => {
  it.each([
    ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2:SecurityGroup"],
    ["kubernetes:core/v1:Pod", "kubernetes:core/v1:Pod"],
    ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:Deployment"],
    ["pulumi:pulumi:Stack", "pulumi:pulumi:Stack"],
    ["pulumi:providers:aws", "pulumi:providers:aws"],
    ["nonsense", "nonsense"],
  ])("shortens %s to %s", (type, expected) => expect(shortType(type)).toBe(expected));
});
