import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { containsSecret, containsUnknown, type Plan, type Resource } from "@roadbed/plan";

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
function exportState({ resources }: Plan): string {
  const ids = new Map(resources.map(({ urn, id }) => [urn, typeof id === "string" ? id : ""]));
  const deployed = resources.map((resource) => {
    const { urn, type, custom, id, parent, provider, inputs, outputs, dependencies, options } = resource;
    requireKnown(resource);
    return {
      ...{ urn, custom, id, type, inputs, outputs, parent, dependencies },
      ...{ protect: options.protect, retainOnDelete: options.retainOnDelete, ignoreChanges: options.ignoreChanges },
      ...{ deleteBeforeReplace: options.deleteBeforeReplace, deletedWith: options.deletedWith },
      propertyDependencies: resource.propertyDependencies,
      provider: provider === undefined ? undefined : `${provider}::${ids.get(provider) ?? ""}`,
    };
  });
  return `${JSON.stringify({ version: 3, deployment: { resources: deployed } }, undefined, 2)}\n`;
}

function requireKnown({ urn, id, inputs, outputs, custom }: Resource): void {
  const isComplete = !custom || typeof id === "string";
  const isPlain = ![inputs, ...(custom ? [outputs] : [])].some(
    (values) => containsUnknown(values) || containsSecret(values),
  );
  if (!isComplete || !isPlain)
    throw new Error(`${urn} has unknown or secret values, which a recorded state cannot contain.`);
}
