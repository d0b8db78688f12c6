import { rdsMinorUpgrades } from "../aws/rds-operations";
import { evaluate } from "../../evaluation/evaluate";
import { untypedPlan, type ExampleResource } from "../../authoring/example-plan";
import { rdsMinorVersionOneOwner } from "./databases";

/** Returns the IDs of the rules on minor versions that a PostgreSQL DB instance violates. */
function violatedBy(props: object, state: ExampleResource[2] = {}): readonly string[] {
  const plan = untypedPlan({ main: ["aws:rds/instance:Instance", { engine: "postgres", ...props }, state] });
  const rules = [rdsMinorUpgrades, rdsMinorVersionOneOwner].map((rule) => ({ rule, level: "mandatory" as const }));
  return evaluate(plan, rules).findings.map(({ rule }) => rule);
}

describe("the rules on minor versions of databases", () => {
  it("accept what the remedies of both rules recommend", () => {
    expect(violatedBy({ engineVersion: "17" })).toEqual([]);
    expect(violatedBy({ engineVersion: "17.5" }, { options: { ignoreChanges: ["engineVersion"] } })).toEqual([]);
  });

  it("do not recommend what the other rule reports", () => {
    expect(rdsMinorVersionOneOwner.remedy).not.toContain("autoMinorVersionUpgrade");
  });

  it("report a pinned minor version with or without automatic upgrades", () => {
    expect(violatedBy({ engineVersion: "17.5" })).toEqual(["rds-minor-version-one-owner"]);
    expect(violatedBy({ engineVersion: "17.5", autoMinorVersionUpgrade: false })).toEqual(["rds-minor-upgrades"]);
  });
});
