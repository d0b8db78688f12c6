import { stepFunctionsStateMachineDeclarations } from "../../../../test/cloudwatch/declarations/step-functions-state-machine";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { stepFunctionsStateMachine } from "./step-functions-state-machine";

describe("the monitors of a Step Functions state machine", () => {
  specifyMonitors(stepFunctionsStateMachineDeclarations);

  it("alarm on slow executions only if their limit is known", () => {
    const stateMachineArn = "arn:aws:states:eu-west-1:123456789012:stateMachine:orders";
    const { monitors } = stepFunctionsStateMachine({ name: "orders", stateMachineArn });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual([
      "failed-executions",
      "failed-executions-per-hour",
      "throttles",
    ]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "orders", stateMachineArn: "orders", maximumDurationSeconds: "1h" };
    expect(() => stepFunctionsStateMachine(args as never)).toThrowErrorMatchingSnapshot();
  });
});
