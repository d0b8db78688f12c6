import { addressPlanSvg } from "./address-plan";
import { expectGenerated } from "./generated-file";

it("the picture of the address plan is what the planner makes of it", () => {
  expectGenerated("docs/images/address-plan.svg", addressPlanSvg());
});
