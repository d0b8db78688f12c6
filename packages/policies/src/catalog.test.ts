import { readdirSync } from "node:fs";
import { join } from "node:path";
import { rules } from "./catalog";
import type { Rule } from "./authoring/rule";
import { PRESETS } from "./configuration/presets";
import { planOf, resource } from "../test/plans";
import { evaluate } from "./evaluation/evaluate";
import { configure } from "./configuration/settings";

const folder = join(__dirname, "rules");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  /(?<!\.test)\.ts$/.test(name),
);

describe("the catalog", () => {
  const ids = rules.map(({ id }) => id);

  it.each(files)("contains every export of %s", (name) => {
    const exported = Object.values(
      jest.requireActual<Record<string, Rule | readonly Rule[]>>(join(folder, name)),
    ).flat();
    expect(exported.length).toBeGreaterThan(0);
    expect(exported.filter((rule) => !rules.includes(rule)).map(({ id }) => id)).toEqual([]);
  });

  it("has a unique ID for every rule", () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("refers only to existing rules in implies", () => {
    expect(rules.flatMap(({ implies = [] }) => implies).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("declares what a statement that allows everything implies", () => {
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
    const plan = planOf(resource("aws:iam/policy:Policy", "all", { policy }));
    const { findings } = evaluate(plan, configure(rules, { preset: "strict" }));
    const inStatement = findings.filter(({ path }) => path === "policy.Statement[0]");
    expect(inStatement.length).toBeGreaterThan(5);
    expect(inStatement.filter(({ rule, impliedBy }) => rule !== (impliedBy ?? rule))).toHaveLength(
      inStatement.length - 1,
    );
  });

  it.each(Object.keys(PRESETS))("has rules for the preset %s", (name) => {
    expect(rules.some((rule) => PRESETS[name]?.(rule) !== undefined)).toBe(true);
  });
});
