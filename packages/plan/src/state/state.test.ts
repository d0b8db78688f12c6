import { isSecret, unwrapSecret } from "../model/value";
import { parseState, stackOutputs } from "./state";

const state = (...resources: readonly object[]) => JSON.stringify({ version: 3, deployment: { resources } });
const stack = { urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", type: "pulumi:pulumi:Stack" };

describe("parseState", () => {
  it("returns resources and stack outputs", () => {
    const password = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"p"' };
    const { name = null, password: kept = null } = stackOutputs(
      parseState(state({ ...stack, outputs: { name: "shop", password } }), "state.json"),
    );
    expect([name, isSecret(kept), unwrapSecret(kept)]).toEqual(["shop", true, "p"]);
  });

  it("returns pending operations", () => {
    const queue = { urn: "urn:pulumi:dev::shop::aws:sqs/queue:Queue::q", type: "aws:sqs/queue:Queue", custom: true };
    const { resources } = parseState(
      state({ ...queue, delete: true }, { ...queue, pendingReplacement: true }, { ...queue, initErrors: ["x"] }),
      "state.json",
    );
    expect(resources).toMatchObject([
      { pendingDeletion: true, pendingReplacement: false, hasInitErrors: false },
      { pendingDeletion: false, pendingReplacement: true, hasInitErrors: false },
      { pendingDeletion: false, pendingReplacement: false, hasInitErrors: true },
    ]);
  });

  it("accepts an empty state", () => {
    expect(parseState('{ "version": 3, "deployment": {} }', "state.json").resources).toEqual([]);
  });

  it.each([
    ["{", "state.json:1:2: invalid JSON"],
    ["[]", 'state.json is not a state, because it has no "deployment"'],
    ['{ "version": 9, "deployment": {} }', "expected 3 or 4, got 9"],
    ['{ "deployment": 1 }', "state.json: deployment: expected an object, got a number"],
    [state({ type: "x" }), "state.json: deployment.resources[0]"],
  ])("rejects %s", (content, message) => {
    expect(() => parseState(content, "state.json")).toThrow(message);
  });
});
