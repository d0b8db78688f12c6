import { differences } from "../../test/parity/compare";
import { normalise } from "../../test/parity/normal-form";
import { inTurn } from "../../test/turns";
import { previewVector, readVectors } from "../../test/parity/vectors";

// The passphrase that the secrets of all vectors are encrypted with.
process.env.PULUMI_CONFIG_PASSPHRASE = "x";

describe("the embedded engine creates the plan of Pulumi's engine", () => {
  it.concurrent.each(readVectors())(
    "$name: $title",
    async (vector) => {
      const plan = await inTurn(() => previewVector(vector));
      expect(differences(vector.expected, normalise(plan))).toEqual([]);
    },
    120_000,
  );
});
