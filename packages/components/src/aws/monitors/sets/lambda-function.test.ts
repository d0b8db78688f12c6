import { lambdaFunctionDeclarations } from "../../../../test/cloudwatch/declarations/lambda-function";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { lambdaFunction } from "./lambda-function";

describe("the monitors of a Lambda function", () => {
  specifyMonitors(lambdaFunctionDeclarations);

  it("alarm on slow invocations and old records only if their limits are known", () => {
    const { monitors } = lambdaFunction({ name: "resize", functionName: "resize" });
    expect(monitors.filter(({ alarm }) => alarm !== undefined).map(({ name }) => name)).toEqual([
      "errors",
      "throttles",
    ]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "resize", functionName: "resize:live", timeoutSeconds: 901, maximumRecordAgeSeconds: "1h" };
    expect(() => lambdaFunction(args as never)).toThrowErrorMatchingSnapshot();
  });
});
