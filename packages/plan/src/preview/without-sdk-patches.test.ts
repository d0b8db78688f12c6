import { differences } from "../../test/parity/compare";
import { normalize } from "../../test/parity/normal-form";
import { previewVector, readVectors } from "../../test/parity/vectors";
import { inTurn } from "../../test/turns";

// This passphrase encrypts the secrets of all parity programs.
process.env.PULUMI_CONFIG_PASSPHRASE = "x";

describe("an SDK without patches results in the same plan as Pulumi's engine", () => {
  it.concurrent.each(readVectors())(
    "for $name: $title",
    async (vector) => {
      const plan = await inTurn(() => previewVector(vector, { sdkPatches: false }));
      expect(differences(vector.expected, normalize(plan))).toEqual([]);
    },
    120_000,
  );
});
