import { differences } from "../../test/parity/compare";
import { normalize } from "../../test/parity/normal-form";
import { inTurn } from "../../test/turns";
import { previewVector, readVectors } from "../../test/parity/vectors";

// This passphrase encrypts the secrets of all parity programs.
process.env.PULUMI_CONFIG_PASSPHRASE = "x";

describe("the embedded engine creates the same plan as Pulumi's engine", () => {
  it.concurrent.each(readVectors())(
    "$name: $title",
    async (vector) => {
      const plan = await inTurn(() => previewVector(vector));
      expect(differences(vector.expected, normalize(plan))).toEqual([]);
    },
    120_000,
  );
});
