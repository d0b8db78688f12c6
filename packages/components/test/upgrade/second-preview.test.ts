import { deployed } from "../network";
import { CONFIGURATIONS } from "./configurations";
import { exportState } from "./recorded-states";

describe("a second preview", () => {
  it.each(Object.entries(CONFIGURATIONS))("shows no change to %s", async (_, program) => {
    const { plan } = await deployed(program);
    const second = await deployed(program, exportState(plan));
    expect(second.plan.steps.filter(({ operation }) => operation !== "same")).toEqual([]);
    expect(second.plan.steps).toHaveLength(plan.steps.length);
  });
});
