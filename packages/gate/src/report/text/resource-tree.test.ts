import { finding, plan, resource } from "../../../test/plans";
import type { ReportedFinding, ReportedResource } from "../../model/verdict";
import { plain } from "../../terminal/style";
import { shortType } from "../../terminal/short-type";
import { treeLines } from "./resource-tree";

const TYPE = "aws:s3/bucket:Bucket";

const reported = (...resources: Parameters<typeof plan>[0]): readonly ReportedResource[] => plan(resources).resources;
const found = (...parameters: Parameters<typeof finding>): ReportedFinding => ({
  ...finding(...parameters),
  name: "x",
});

describe("the tree of resources", () => {
  it("marks operations with the symbols of the Pulumi CLI", () => {
    const operations = ["create", "update", "replace", "delete", "same", "read", "import"] as const;
    const resources = operations.map((operation) => ({ ...resource(TYPE, operation), operation }));
    expect(treeLines(resources, [], plain).map((line) => line.slice(0, 5).trimEnd())).toEqual([
      "",
      " +",
      " ~",
      " +-",
      " -",
      "",
      " >",
      " =",
    ]);
  });

  it("shows a resource with a missing parent below the stack", () => {
    const orphan = resource(TYPE, "orphan", {}, { parent: "urn:pulumi:dev::shop::a:b:C::gone" });
    expect(treeLines(reported(orphan), [], plain).at(-1)).toContain("└─ aws:s3:Bucket");
  });

  it("shows only resources with findings and their ancestors in a large stack, and counts the rest", () => {
    const parent = resource("shop:index:Front", "front", {}, { custom: false });
    const child = resource(TYPE, "violating", {}, { parent: parent.urn });
    const compliant = Array.from({ length: 5000 }, (_, index) => resource(TYPE, `compliant-${index}`));
    const lines = treeLines(reported(parent, child, ...compliant), [found(child)], plain);
    expect(
      lines.map((line) =>
        line
          .trim()
          .split(/\s{2,}/)
          .slice(0, 2),
      ),
    ).toEqual([
      ["Type", "Name"],
      ["pulumi:pulumi:Stack", "shop-dev"],
      ["└─ shop:index:Front", "front"],
      ["└─ aws:s3:Bucket", "violating"],
      ["… and 5000 more without findings"],
    ]);
  });

  it("supports components nested deeper than the call stack", () => {
    const chain: ReportedResource[] = [];
    for (let depth = 0, parent = ""; depth < 20_000; depth += 1) {
      const urn = `urn:${depth}`;
      chain.push({ urn, type: "a:b:C", name: `n${depth}`, ...(parent !== "" && { parent }) });
      parent = urn;
    }
    const deepest = resource(TYPE, "deepest", {}, { parent: "urn:19999" });
    expect(treeLines([...chain, deepest], [found(deepest)], plain).at(-1)).toContain("deepest");
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
