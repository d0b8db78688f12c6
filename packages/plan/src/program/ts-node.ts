import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseSdkVersion, type Sdk } from "./sdk";

/** The major version of the copy of ts-node in @pulumi/pulumi. */
const VENDORED_MAJOR = 7;

/** Returns the major version of the ts-node that the SDK loads: the installed one, or else the SDK's own copy. */
export function tsNodeMajor({ runner }: Pick<Sdk, "runner">): number {
  const manifest = findManifest(runner);
  if (manifest === undefined) return VENDORED_MAJOR;
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version?: unknown };
  return parseSdkVersion(String(version))?.major ?? VENDORED_MAJOR;
}

function findManifest(runner: string): string | undefined {
  try {
    return createRequire(runner).resolve("ts-node/package.json");
  } catch {
    return undefined; // The SDK ignores the failure in the same way.
  }
}
