import { differences } from "../../test/parity/compare";
import { normalize } from "../../test/parity/normal-form";
import { previewVector, readVectors } from "../../test/parity/vectors";
import { inTurn } from "../../test/turns";

// This passphrase encrypts the secrets of all parity programs.
process.env.PULUMI_CONFIG_PASSPHRASE = "x";

/**
 * Programs that use what the patches change: promises that fail or never settle, call sites, debug messages, and deferred
 * modules. `npm run test:sdks` previews all programs without patches, under several SDK versions.
 */
const PATCHED_BEHAVIOR = new Set([
  "component-args-state",
  "dynamic-provider",
  "failing-hook",
  "outputs-secrets",
  "process-exit",
  "resource-in-apply",
  "stack-reference-getters",
  "throwing-program",
  "transforms-resource",
]);
const vectors = readVectors().filter(({ name }) => PATCHED_BEHAVIOR.has(name));

it("has a program for each behavior", () => {
  expect(vectors).toHaveLength(PATCHED_BEHAVIOR.size);
});

describe("an SDK without patches results in the same plan as Pulumi's engine", () => {
  it.concurrent.each(vectors)(
    "for $name: $title",
    async (vector) => {
      const plan = await inTurn(() => previewVector(vector, { sdkPatches: false }));
      expect(differences(vector.expected, normalize(plan))).toEqual([]);
    },
    120_000,
  );
});
