import { comparedRun, passedRun, verdictOf } from "../../../test/verdicts";
import type { StackRun } from "../../verdict/stack-run";
import { plain } from "../../terminal/style";
import { textReport } from "./text-report";

const report = (run: StackRun, quiet = false) => textReport(verdictOf(run), { style: plain, quiet });

describe("the text report of a stack compared with its base", () => {
  it("lists what is or may be deleted or replaced, with the cause", () => {
    expect(report(comparedRun)).toContain(
      [
        "Deleted or replaced:",
        " ~   aws:ec2:SecurityGroup bastion  may be replaced, because of b",
        " +-  aws:ecr:Repository images  is replaced (predicted), because of name",
        " -   aws:s3:Bucket logs  is not in the program any more",
        "",
      ].join("\n"),
    );
  });

  it("says what it was compared with, and what that takes for granted", () => {
    expect(report(comparedRun)).toContain(
      [
        "changes     judged against the base 0123456789 of base.json: 1 same, 1 update, 1 replace, 1 delete",
        "            2 values assumed unchanged: they are not known on either side",
        "",
      ].join("\n"),
    );
  });

  it("lists nothing where everything is new, or with --quiet", () => {
    expect(report(passedRun) + report(comparedRun, true)).not.toContain("Deleted or replaced");
  });
});
