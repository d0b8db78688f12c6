import { ecsServiceDeclarations } from "../../../../test/cloudwatch/declarations/ecs-service";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";

describe("the monitors of an ECS service", () => {
  specifyMonitors(ecsServiceDeclarations);
});
