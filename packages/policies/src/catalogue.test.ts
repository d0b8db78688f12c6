import { readdirSync } from "node:fs";
import { join } from "node:path";
import { rules } from "./catalogue";
import type { Rule } from "./model";
import { PRESETS } from "./presets";

const folder = join(__dirname, "rules");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  /(?<!\.test)\.ts$/.test(name),
);

describe("the catalogue", () => {
  const ids = rules.map(({ id }) => id);

  it.each(files)("holds every rule of %s, and the file exports nothing else", (name) => {
    const exported = Object.values(
      jest.requireActual<Record<string, Rule | readonly Rule[]>>(join(folder, name)),
    ).flat();
    expect(exported.length).toBeGreaterThan(0);
    expect(exported.filter((rule) => !rules.includes(rule)).map(({ id }) => id)).toEqual([]);
  });

  it("gives every rule an id of its own", () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(Object.keys(PRESETS))("has rules for the preset %s", (name) => {
    expect(rules.some((rule) => PRESETS[name]?.(rule) !== undefined)).toBe(true);
  });
});
