import { differences } from "../../test/parity/compare";
import { normalise } from "../../test/parity/normal-form";
import { previewVector, readVectors } from "../../test/parity/vectors";
import { inTurn } from "../../test/turns";

// The passphrase that the secrets of all vectors are encrypted with.
process.env.PULUMI_CONFIG_PASSPHRASE = "x";

describe("an SDK without patches results in the plan of Pulumi's engine", () => {
  it.concurrent.each(readVectors())(
    "for $name: $title",
    async (vector) => {
      const plan = await inTurn(() => previewVector(vector, { sdkPatches: false }));
      expect(differences(vector.expected, normalise(plan))).toEqual([]);
    },
    120_000,
  );
});
