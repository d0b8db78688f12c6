import { addressPlanSvg } from "./address-plan";
import { expectGenerated } from "./generated-file";

it("docs/images/address-plan.svg shows the current address plan", () => {
  expectGenerated("docs/images/address-plan.svg", addressPlanSvg());
});
