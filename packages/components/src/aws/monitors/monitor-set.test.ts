import { output } from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { lambdaFunction, rdsInstance } from "./sets";

describe("the arguments of functions for monitors", () => {
  it("can be outputs only if they are values of dimensions", () => {
    const functionName = output("resize");
    expect(lambdaFunction({ name: "resize", functionName, timeoutSeconds: 30 }).monitors.length).toBeGreaterThan(0);
    const issues = issuesThrownBy(() =>
      rdsInstance({
        name: output("orders"),
        dbInstanceIdentifier: output("orders"),
        engine: output("postgres"),
        storageGiB: Promise.resolve(100),
      } as never),
    );
    expect(codesOf(issues)).toEqual(["wrong-type name", "wrong-type engine", "wrong-type storageGiB"]);
    expect(wordingOf(issues)).toMatchSnapshot();
  });
});
