import {
  arrayReader,
  asObject,
  atKey,
  boolean,
  describeType,
  looseObjectReader,
  optional,
  parseJson,
  ShapeError,
  type JsonReader,
} from "../documents";
import { PlanFileError } from "../errors";
import { propertyMap, STACK_TYPE, type Properties, type Resource, type Urn } from "../model";
import { cliState, toResource } from "./cli-resource";
import { stripProviderMetadata } from "./provider-defaults";

/** A stack's state after its last deployment. */
export interface State {
  /** The resources in the order of the export, in which dependencies come before their dependents. */
  readonly resources: readonly StateResource[];
}

/** A resource in a state. */
export interface StateResource extends Resource {
  /** Whether the resource was replaced, but not deleted yet. */
  readonly pendingDeletion: boolean;
  /** Whether the resource was deleted, but not recreated yet. */
  readonly pendingReplacement: boolean;
  /** Whether the resource was created, but its initialization failed. */
  readonly hasInitErrors: boolean;
  /** The resource in the form that plans contain, without the provider's metadata. */
  readonly shown: Resource;
}

interface Marks {
  readonly delete?: boolean;
  readonly pendingReplacement?: boolean;
  readonly initErrors?: readonly unknown[];
}

const marks = looseObjectReader<Marks>({
  delete: optional(boolean),
  pendingReplacement: optional(boolean),
  initErrors: optional(arrayReader<unknown>({ read: (json) => json })),
});

const stateResource: JsonReader<StateResource> = {
  read: (json) => {
    const marked = marks.read(json);
    const resource = toResource(cliState.read(json));
    return {
      ...resource,
      shown: { ...resource, inputs: stripProviderMetadata(resource.inputs) },
      pendingDeletion: marked.delete === true,
      pendingReplacement: marked.pendingReplacement === true,
      hasInitErrors: (marked.initErrors ?? []).length > 0,
    };
  },
};

const exported = looseObjectReader<{ readonly resources?: readonly StateResource[] }>({
  resources: optional(arrayReader(stateResource)),
});

/**
 * Parses the output of `pulumi stack export`. The values of encrypted and masked secrets are unknown.
 *
 * @param file - the file name for messages
 * @throws PlanFileError
 */
export function parseState(content: string, file: string): State {
  return readStateDocument(parseJson(content, file), file);
}

/**
 * Reads a state from parsed JSON, like `parseState`.
 *
 * @throws PlanFileError
 */
export function readStateDocument(json: unknown, file: string): State {
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, "deployment"))
    throw new PlanFileError(
      "wrong-kind",
      `${file} is not a state, because it has no "deployment". Create the file with \`pulumi stack export\`.`,
    );
  try {
    const { version, deployment } = asObject(json);
    if (version !== undefined && version !== 3 && version !== 4)
      throw new PlanFileError(
        "unsupported-version",
        `${file} has an unsupported state version: expected 3 or 4, got ${typeof version === "number" ? version : describeType(version)}.`,
      );
    return { resources: atKey("deployment", () => exported.read(deployment)).resources ?? [] };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("invalid-content", `${file}: ${error.describe("the state")}.`, { cause: error });
  }
}

/** Returns the stack's outputs. */
export function stackOutputs({ resources }: State): Properties {
  return resources.find(({ type }) => type === STACK_TYPE)?.outputs ?? propertyMap();
}

/**
 * Returns the resources that depend on a resource directly or indirectly, in the order of the state. A child resource
 * is not a dependent merely because it is a child.
 *
 * @param ignored - the URNs of resources to omit
 */
export function dependentsOf(
  { resources }: State,
  root: StateResource,
  ignored: ReadonlySet<Urn>,
): readonly StateResource[] {
  const affected = new Set([root.urn]);
  // A state contains dependents after the resource on which they depend.
  return resources.slice(resources.indexOf(root) + 1).filter((resource) => {
    const depends = !ignored.has(resource.urn) && dependenciesOf(resource).some((urn) => affected.has(urn));
    if (depends) affected.add(resource.urn);
    return depends;
  });
}

function dependenciesOf({ dependencies, propertyDependencies, provider, options }: StateResource): readonly Urn[] {
  return [
    ...dependencies,
    ...Object.values(propertyDependencies).flat(),
    ...(provider === undefined ? [] : [provider]),
    ...(options.deletedWith === undefined ? [] : [options.deletedWith]),
    ...(options.replaceWith ?? []),
  ];
}
