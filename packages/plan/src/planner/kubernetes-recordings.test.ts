import { readFileSync } from "node:fs";
import { join } from "node:path";
import { propertiesFromJson } from "../documents";
import { containsUnknown, type Properties } from "../model";
import { compareInputs } from "./compare-inputs";
import { knownFacts } from "./replacement-facts";
import { inputChange } from "./resource-change";
import { goal, stateOf } from "../../test/planning";

/** A case in testdata/kubernetes-provider, which its README describes. */
interface Recording {
  readonly name: string;
  readonly type: string;
  readonly provider?: { readonly before: object; readonly now: object };
  readonly environment?: Readonly<Record<string, string>>;
  readonly ignoreChanges?: readonly string[];
  readonly program: { readonly before: object; readonly now: object };
  readonly state: { readonly inputs: object; readonly outputs?: object };
  readonly answer: {
    readonly inputs: object;
    readonly changes: "some" | "none";
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
  };
}

const FILE = join(__dirname, "..", "..", "testdata", "kubernetes-provider", "answers.json");
const { provider: defaultProvider, cases } = JSON.parse(readFileSync(FILE, "utf8")) as {
  readonly provider: object;
  readonly cases: readonly Recording[];
};

const properties = (json: object): Properties => propertiesFromJson(json);

function compare({ type, provider, environment = {}, ignoreChanges, program, state }: Recording, inputs: Properties) {
  const outputs = { __initialApiVersion: "v1", ...(state.outputs ?? state.inputs) };
  const [old] = stateOf({ name: "it", type, inputs: state.inputs, outputs }).resources.slice(-1);
  if (old === undefined) throw new Error("The state is empty.");
  const options = ignoreChanges === undefined ? {} : { ignoreChanges };
  const comparison = compareInputs({
    goal: goal({ name: "it", type, inputs: properties(program.now), options }),
    old,
    inputs,
    providers: {
      before: properties(provider?.before ?? defaultProvider),
      now: properties(provider?.now ?? defaultProvider),
    },
    environment,
  });
  return { comparison, change: inputChange({ type }, comparison, knownFacts) };
}

describe.each(cases.map((recording) => [recording.name, recording] as const))(
  "the comparison of Kubernetes inputs, for %s",
  (_, recording) => {
    const { type, answer, program } = recording;
    const { comparison, change } = compare(recording, properties(program.now));
    const replaced = [...new Set(answer.replaces.map((path) => path.replace(/[.[].*/s, "")))];
    const isKnown = !containsUnknown(properties(program.now));

    it("predicts the answer of the provider's Diff", () => {
      expect(change.diffKeys.length > 0 ? "some" : "none").toBe(answer.changes);
      // The provider does not normalize an object with unknown values, so it reports more properties.
      if (isKnown) expect(change.replaceKeys).toEqual(replaced);
      else expect(change.replaceKeys.length > 0).toBe(replaced.length > 0);
      expect(change.mayReplaceKeys).toEqual([]);
    });

    it("predicts whether the provider deletes the old object first", () => {
      const deletes = knownFacts.deletesBeforeReplace(type, comparison.program, comparison.before);
      expect(replaced.length > 0 && deletes).toBe(answer.deleteBeforeReplace);
    });

    it("returns the same inputs as the provider's Check", () => {
      if (!isKnown) return;
      const { comparison: checked } = compare(recording, properties(answer.inputs));
      expect(comparison.now).toEqual(checked.now);
    });
  },
);
