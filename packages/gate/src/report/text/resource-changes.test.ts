import { textOptions } from "../../../test/text-options";
import { comparedRun, outputsRun, passedRun, verdictOf, changedRun } from "../../../test/verdicts";
import type { StackRun } from "../../verdict/stack-run";
import { textReport } from "./text-report";

const report = (run: StackRun, quiet = false) => textReport(verdictOf(run), textOptions({ quiet }));

describe("the text report of a stack compared with its base", () => {
  it("shows the changes as a tree, with the cause of each change", () => {
    const [, , ...lines] = report(comparedRun).split("\n");
    expect(lines.slice(0, lines.indexOf(""))).toEqual([
      "     Type                         Name      Plan",
      "     pulumi:pulumi:Stack          shop-dev",
      "     ├─ shop:index:Front          front",
      " ~   │  └─ aws:ec2:SecurityGroup  bastion   update, may be replaced because of b",
      " +-  ├─ aws:ecr:Repository        images    replace (predicted) because of name; the new one is",
      "                                            created first",
      " -   └─ aws:s3:Bucket             logs      delete",
    ]);
  });

  it("lists the changes to the stack outputs", () => {
    expect(report(outputsRun)).toContain(
      ["Stack outputs:", " +   url  create", " ~   id\\n  update", " -   arn  delete", ""].join("\n"),
    );
    expect(report(comparedRun)).not.toContain("Stack outputs");
  });

  it("names the base and the number of assumed values", () => {
    expect(report(comparedRun)).toContain(
      [
        "changes     compared with the base 0123456789 from base.json: 1 same, 1 update, 1 replace, 1 delete",
        "            2 values assumed unchanged: they are unknown on both sides",
        "",
      ].join("\n"),
    );
  });

  it("has no tree with --quiet", () => {
    expect(report(passedRun)).toContain("Plan");
    expect(report(comparedRun, true)).not.toContain("Plan");
  });
});

describe("the text report of a stack with findings about changes", () => {
  it("shows related resources and the code of the remedy in findings about changes", () => {
    expect(report(changedRun)).toContain(
      [
        "stacks/shop/index.ts:4  aws:sqs:Queue orders",
        "  ✗ name-collision (high): a resource with the same name is deleted later",
        "    related: ordersQueue",
        "    → Add an alias.",
        '      aliases: [{ name: "ordersQueue" }]',
        "",
      ].join("\n"),
    );
  });
});
