import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { differences } from "../../test/parity/compare";
import { normalize } from "../../test/parity/normal-form";
import { previewVector, readVectors, VECTORS } from "../../test/parity/vectors";
import { inTurn } from "../../test/turns";

// This passphrase encrypts the secrets of all parity programs.
process.env.PULUMI_CONFIG_PASSPHRASE = "x";

// Directories with their own node_modules. scripts/sdk-versions.mjs creates them.
const folders = (process.env.ROADBED_SDK_FOLDERS ?? "").split(delimiter).filter((folder) => folder !== "");
if (folders.length === 0)
  it.skip("other SDK versions result in the same plans (skipped: ROADBED_SDK_FOLDERS is not set)", () => undefined);

for (const [folder, sdkPatches] of folders.flatMap((path) => [[path, true] as const, [path, false] as const]))
  describe(`SDK ${versionIn(folder)} ${sdkPatches ? "with" : "without"} patches results in the same plan as Pulumi's engine`, () => {
    const copy = mkdtempSync(join(folder, ".roadbed-"));
    cpSync(VECTORS, copy, { recursive: true });
    afterAll(() => rmSync(copy, { recursive: true, force: true }));

    it.concurrent.each(readVectors(copy))(
      "$name: $title",
      async (vector) => {
        const plan = await inTurn(() => previewVector(vector, { sdkPatches }));
        expect(differences(vector.expected, normalize(plan))).toEqual([]);
      },
      120_000,
    );
  });

function versionIn(folder: string): string {
  const manifest = createRequire(join(folder, "index.js"))("@pulumi/pulumi/package.json") as { version: string };
  return manifest.version;
}
