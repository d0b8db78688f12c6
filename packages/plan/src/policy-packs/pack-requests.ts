import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import type { Plan, Properties, Resource, Urn } from "../model";
import { encodeStruct } from "../protocol";

/** Policies see the id of a resource that was passed whole. */
const DIALECT = { references: false };

/** What a pack is asked about a plan. */
export class PolicyPackRequests {
  readonly #plan: Plan;
  readonly #byUrn: ReadonlyMap<Urn, Resource>;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  }

  /** One resource by its inputs, for the policies on single ones. */
  ofResource(resource: Resource, inputs = resource.inputs): messages.AnalyzeRequest {
    return described(new messages.AnalyzeRequest(), resource, inputs, this.#providerOf(resource));
  }

  /** All resources by their outputs, for the policies on the whole stack. */
  ofStack(): messages.AnalyzeStackRequest {
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(this.#plan.resources.map((resource) => this.#inStack(resource)));
    return request;
  }

  #inStack(resource: Resource): messages.AnalyzerResource {
    const { inputs, outputs, parent = "", dependencies, propertyDependencies } = resource;
    const values = { ...inputs, ...outputs };
    const message = described(new messages.AnalyzerResource(), resource, values, this.#providerOf(resource));
    message.setParent(parent);
    message.setDependenciesList([...dependencies]);
    const byProperty = message.getPropertydependenciesMap();
    for (const [property, urns] of Object.entries(propertyDependencies)) {
      const on = new messages.AnalyzerPropertyDependencies();
      on.setUrnsList([...urns]);
      byProperty.set(property, on);
    }
    return message;
  }

  #providerOf({ provider }: Resource): Resource | undefined {
    return provider === undefined ? undefined : this.#byUrn.get(provider);
  }
}

function described<M extends messages.AnalyzeRequest | messages.AnalyzerResource>(
  message: M,
  { urn, type, name, parent = "", options }: Resource,
  values: Properties,
  provider: Resource | undefined,
): M {
  message.setUrn(urn);
  message.setType(type);
  message.setName(name);
  message.setProperties(encodeStruct(values, DIALECT));
  message.setOptions(optionsOf(options, parent));
  if (provider !== undefined) {
    const about = new messages.AnalyzerProviderResource();
    about.setUrn(provider.urn);
    about.setType(provider.type);
    about.setName(provider.name);
    about.setProperties(encodeStruct(provider.inputs, DIALECT));
    message.setProvider(about);
  }
  return message;
}

function optionsOf(options: Resource["options"], parent: string): messages.AnalyzerResourceOptions {
  const { protect = false, ignoreChanges = [], deleteBeforeReplace, aliases = [], customTimeouts = {} } = options;
  const message = new messages.AnalyzerResourceOptions();
  message.setProtect(protect);
  message.setIgnorechangesList([...ignoreChanges]);
  message.setDeletebeforereplace(deleteBeforeReplace ?? false);
  message.setDeletebeforereplacedefined(deleteBeforeReplace !== undefined);
  message.setAdditionalsecretoutputsList([...(options.additionalSecretOutputs ?? [])]);
  message.setAliasesList([...aliases]);
  message.setParent(parent);
  const timeouts = new messages.AnalyzerResourceOptions.CustomTimeouts();
  timeouts.setCreate(customTimeouts.create ?? 0);
  timeouts.setUpdate(customTimeouts.update ?? 0);
  timeouts.setDelete(customTimeouts.delete ?? 0);
  message.setCustomtimeouts(timeouts);
  return message;
}
