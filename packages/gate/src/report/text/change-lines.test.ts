import { comparedRun, outputsRun, passedRun, verdictOf, warnedRun } from "../../../test/verdicts";
import type { StackRun } from "../../verdict/stack-run";
import { plain } from "../../terminal/style";
import type { ReportedResource } from "../../model/verdict";
import { changeLines } from "./change-lines";
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

  it("names the replaced resources that force a replacement", () => {
    const [vpc, subnet] = ["vpc", "subnet"].map((name) => `urn:pulumi:dev::shop::x:i:T::${name}`);
    const resource = { urn: subnet ?? "", type: "x:i:T", name: "subnet", operation: "replace" } as const;
    const lineOf = (more: Partial<ReportedResource>) =>
      changeLines({ resources: [{ ...resource, ...more }] }, plain)[1];
    const replacedBecause = [{ urn: vpc ?? "", property: "vpcId" }];
    expect(lineOf({ replaceKeys: ["vpcId"], replacedBecause })).toContain("because of vpcId (vpc is replaced)");
    expect(lineOf({ replacedBecause: [{ urn: vpc ?? "", option: "replaceWith" }] })).toContain(
      "because vpc is replaced",
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
  it("lists each warning with its position, remedy, and suggestion", () => {
    expect(report(warnedRun)).toContain(
      [
        "Warnings about changes:",
        " !   stacks/shop/index.ts:4  aws:sqs:Queue orders  name-taken",
        "     a resource with the same name is deleted only after this one is created, so the creation can fail, or the deletion can remove the new resource: ordersQueue",
        "     remedy: If you moved or renamed the resource, add an alias, so that Pulumi keeps it.",
        '       aliases: [{ name: "ordersQueue" }]',
        "",
      ].join("\n"),
    );
    expect(report(warnedRun, true)).not.toContain("Warnings about changes");
  });

  it("counts the warnings and resources that it does not list", () => {
    const { stacks, ...verdict } = verdictOf(warnedRun);
    const warned = stacks.map((stack) => ({
      ...stack,
      changeWarnings: Array.from({ length: 52 }, () => stack.changeWarnings).flat(),
    }));
    expect(textReport({ ...verdict, stacks: warned }, { style: plain, quiet: false })).toContain("… and 2 more");
  });
});
