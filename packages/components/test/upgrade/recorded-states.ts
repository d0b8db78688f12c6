import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import {
  containsUnknown,
  isArchive,
  isAsset,
  isReference,
  isSecret,
  type Plan,
  type Resource,
  type Value,
} from "@roadbed/plan";

const FOLDER = join(__dirname, "..", "..", "testdata", "recorded-states");

/** The state of a stack that an earlier release of the components deployed. */
export interface RecordedState {
  readonly version: string;
  /** The name of the configuration that was deployed. */
  readonly configuration: string;
  /** The content of the file, in the format of `pulumi stack export`. */
  readonly state: string;
}

/** Reads the recorded states of all releases. */
export function readRecordedStates(): readonly RecordedState[] {
  return readdirSync(FOLDER).flatMap((version) =>
    readdirSync(join(FOLDER, version)).map((file) => ({
      version,
      configuration: basename(file, ".json"),
      state: readFileSync(join(FOLDER, version, file), "utf8"),
    })),
  );
}

/**
 * Writes the states of a release, except those that are already recorded, because a recorded state never changes.
 *
 * @returns the files that were written
 */
export function writeRecordedStates(version: string, plans: Readonly<Record<string, Plan>>): string[] {
  const folder = join(FOLDER, version);
  mkdirSync(folder, { recursive: true });
  const missing = Object.entries(plans)
    .map(([name, plan]) => [join(folder, `${name}.json`), plan] as const)
    .filter(([file]) => !existsSync(file));
  const contents = missing.map(([file, plan]) => [file, exportState(plan)] as const);
  for (const [file, content] of contents) writeFileSync(file, content);
  return contents.map(([file]) => file);
}

/** Returns the state of a stack after the deployment of a plan in which all values are known. */
export function exportState({ resources }: Plan): string {
  const ids = new Map(resources.map(({ urn, id }) => [urn, typeof id === "string" ? id : ""]));
  const deployed = resources.map((resource) => {
    const { urn, type, custom, id, parent, provider, inputs, outputs, dependencies, options } = resource;
    requireKnown(resource);
    return {
      ...{ urn, custom, id, type, inputs, outputs, parent, dependencies },
      ...{ protect: options.protect, retainOnDelete: options.retainOnDelete, ignoreChanges: options.ignoreChanges },
      ...{ deleteBeforeReplace: options.deleteBeforeReplace, deletedWith: options.deletedWith },
      ...{ replacementTrigger: options.replacementTrigger },
      propertyDependencies: resource.propertyDependencies,
      provider: provider === undefined ? undefined : `${provider}::${ids.get(provider) ?? ""}`,
    };
  });
  return `${JSON.stringify({ version: 3, deployment: { resources: deployed } }, withMarkers, 2)}\n`;
}

// The members with which Pulumi marks assets, archives, secrets, and references to resources in states.
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ASSET = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17" };
const ARCHIVE = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7" };
const REFERENCE = { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e" };
const SECRET = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270" };

/** Returns a value with the marker of assets, archives, secrets, and references, which `JSON.stringify` would omit. */
function withMarkers(_: string, value: Value): unknown {
  if (isSecret(value)) return { ...SECRET, plaintext: JSON.stringify(value.value) };
  if (isReference(value)) return { ...REFERENCE, ...value };
  if (isArchive(value)) return { ...ARCHIVE, ...value };
  return isAsset(value) ? { ...ASSET, ...value } : value;
}

function requireKnown({ urn, id, inputs, outputs, custom }: Resource): void {
  const isComplete = !custom || typeof id === "string";
  const isKnown = ![inputs, ...(custom ? [outputs] : [])].some(containsUnknown);
  if (!isComplete || !isKnown) throw new Error(`${urn} has unknown values, which a recorded state cannot contain.`);
}
