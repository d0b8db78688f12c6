import { propertyMap, type Plan } from "../model";
import { concealSecrets } from "./conceal-secrets";

describe("concealSecrets", () => {
  it("replaces secret numbers, and names of properties that are secret", () => {
    const outputs = propertyMap([
      ["pin", 48151623],
      ["masterPassword", 42424242],
      ["app-key-2342", "x"],
      ["port", 5432],
    ]);
    const plan: Plan = {
      ...{ engine: { name: "embedded" }, organization: "o", project: "p", stack: "s", result: "succeeded" },
      ...{ resources: [], steps: [], outputs, diagnostics: [], priorState: "none" },
      gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
    };
    const again = (concealed: Plan) => concealSecrets(concealed, ["app-key-2342"], "salt");
    const once = again(plan);
    expect(again(once).outputs).toEqual(once.outputs);
    const concealed = concealSecrets(plan, ["48151623", "app-key-2342"], "salt").outputs;
    expect(JSON.stringify(concealed)).not.toMatch(/48151623|42424242|app-key-2342/);
    expect(concealed.pin).toMatch(/^\[secret-[0-9a-f]{6}\]$/);
    expect(concealed.port).toBe(5432);
  });
});
