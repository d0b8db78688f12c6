import { comparedRun, outputsRun, passedRun, verdictOf, changedRun } from "../../../test/verdicts";
import type { StackRun } from "../../verdict/stack-run";
import { plain } from "../../terminal/style";
import { textReport } from "./text-report";

const report = (run: StackRun, quiet = false) => textReport(verdictOf(run), { style: plain, quiet });

describe("the text report of a stack compared with its base", () => {
  it("lists resources that are or may be deleted or replaced, with the cause", () => {
    expect(report(comparedRun)).toContain(
      [
        "Deleted or replaced:",
        " ~   aws:ec2:SecurityGroup bastion  may be replaced, because of b",
        " +-  aws:ecr:Repository images  is replaced (predicted), because of name; the new one is created first",
        " -   aws:s3:Bucket logs  is no longer in the program",
        "",
      ].join("\n"),
    );
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

  it("lists no changes if everything is new, or with --quiet", () => {
    expect(report(passedRun) + report(comparedRun, true)).not.toContain("Deleted or replaced");
  });
});

describe("the text report of a stack with change warnings", () => {
  it("shows related resources and the code of the remedy in findings about changes", () => {
    expect(report(changedRun)).toContain(
      [
        "✗ name-collision  high, mandatory",
        "    stacks/shop/index.ts:4  aws:sqs:Queue orders",
        "    a resource with the same name is deleted later",
        "    related: ordersQueue",
        "    remedy: Add an alias.",
        '      aliases: [{ name: "ordersQueue" }]',
        "",
      ].join("\n"),
    );
  });
});
