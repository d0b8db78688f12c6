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

/** A stack as an earlier deployment left it. */
export interface State {
  /** In the order of the export: what a resource depends on stands before it. */
  readonly resources: readonly StateResource[];
}

/** A resource as a state holds it. */
export interface StateResource extends Resource {
  /** Replaced already, and still to be deleted. */
  readonly pendingDeletion: boolean;
  /** Deleted already, and still to be made anew. */
  readonly pendingReplacement: boolean;
  /** It was made, but not brought to an end without errors. */
  readonly initErrors: boolean;
  /** The resource as a plan shows it, without what its provider keeps in it for itself. */
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
      initErrors: (marked.initErrors ?? []).length > 0,
    };
  },
};

const exported = looseObjectReader<{ readonly resources?: readonly StateResource[] }>({
  resources: optional(arrayReader(stateResource)),
});

/**
 * The state in the text of a `pulumi stack export`. Secrets that are encrypted or blinded in it stay secrets of which
 * nothing is known.
 *
 * @param file only for messages
 * @throws PlanFileError
 */
export function readState(content: string, file: string): State {
  return readStateDocument(parseJson(content, file), file);
}

/** As `readState`, from parsed JSON. @throws PlanFileError */
export function readStateDocument(json: unknown, file: string): State {
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, "deployment"))
    throw new PlanFileError(
      "foreign",
      `${file} is no state: it holds no "deployment", as \`pulumi stack export\` writes it.`,
    );
  try {
    const { version, deployment } = asObject(json);
    if (version !== undefined && version !== 3 && version !== 4)
      throw new PlanFileError(
        "newer",
        `${file} is a state of version ${typeof version === "number" ? version : describeType(version)}; this version reads 3 and 4.`,
      );
    return { resources: atKey("deployment", () => exported.read(deployment)).resources ?? [] };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("content", `${file}: ${error.sentence("the state")}.`, { cause: error });
  }
}

/** What a stack exported, of a state of it. */
export function stackOutputs({ resources }: State): Properties {
  return resources.find(({ type }) => type === STACK_TYPE)?.outputs ?? propertyMap();
}

/**
 * The resources that depend on one, directly or not, in the order of the state. A child does not for that alone.
 *
 * @param ignored resources that cannot depend on it any more
 */
export function dependentsOf(
  { resources }: State,
  root: StateResource,
  ignored: ReadonlySet<Urn>,
): readonly StateResource[] {
  const affected = new Set([root.urn]);
  // What depends on a resource stands after it.
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
