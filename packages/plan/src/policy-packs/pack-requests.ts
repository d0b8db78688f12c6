import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import type { Plan, Properties, Resource, Urn } from "../model";
import { encodeStruct } from "../protocol";

/** The dialect for policies, which receive a resource's ID rather than a reference to the resource. */
const DIALECT = { references: false };

/** Creates the requests to a policy pack about the resources of a plan. */
export class PolicyPackRequests {
  readonly #plan: Plan;
  readonly #byUrn: ReadonlyMap<Urn, Resource>;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  }

  /** Creates the request about one resource, for resource policies. */
  resourceRequest(resource: Resource, inputs = resource.inputs): messages.AnalyzeRequest {
    return describe(new messages.AnalyzeRequest(), resource, inputs, this.#providerOf(resource));
  }

  /** Creates the request about all resources with their outputs, for stack policies. */
  stackRequest(): messages.AnalyzeStackRequest {
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(this.#plan.resources.map((resource) => this.#stackResource(resource)));
    return request;
  }

  #stackResource(resource: Resource): messages.AnalyzerResource {
    const { inputs, outputs, parent = "", dependencies, propertyDependencies } = resource;
    const values = { ...inputs, ...outputs };
    const message = describe(new messages.AnalyzerResource(), resource, values, this.#providerOf(resource));
    message.setParent(parent);
    message.setDependenciesList([...dependencies]);
    const byProperty = message.getPropertydependenciesMap();
    for (const [property, urns] of Object.entries(propertyDependencies)) {
      const urnList = new messages.AnalyzerPropertyDependencies();
      urnList.setUrnsList([...urns]);
      byProperty.set(property, urnList);
    }
    return message;
  }

  #providerOf({ provider }: Resource): Resource | undefined {
    return provider === undefined ? undefined : this.#byUrn.get(provider);
  }
}

function describe<M extends messages.AnalyzeRequest | messages.AnalyzerResource>(
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
    const providerMessage = new messages.AnalyzerProviderResource();
    providerMessage.setUrn(provider.urn);
    providerMessage.setType(provider.type);
    providerMessage.setName(provider.name);
    providerMessage.setProperties(encodeStruct(provider.inputs, DIALECT));
    message.setProvider(providerMessage);
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
