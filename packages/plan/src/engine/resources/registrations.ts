import { DEFAULT_PROVIDER, type LookupRequest, type Lookups } from "../../lookups";
import {
  containsUnknown,
  isProviderType,
  isUnknown,
  makeUrn,
  packageOf,
  parseUrn,
  propertyMap,
  providedPackage,
  providerReference,
  providerUrn,
  STACK_TYPE,
  UNKNOWN_MARKER,
  type Properties,
  type ProviderReference,
  type Urn,
} from "../../model";
import { PlanningError, type Planner, type RegistrationOutcome } from "../../planner";
import {
  decodeStruct,
  decodeTrackedStruct,
  encodeStruct,
  InvalidRequestError,
  type TrackedProperties,
} from "../../protocol";
import { stripProviderMetadata } from "../../state";
import type { AssetHasher } from "../assets/asset-hasher";
import { callbackAddress, type CallbackAddress, type Callbacks } from "../callbacks/callbacks";
import type { Hooks } from "../callbacks/hooks";
import { applyTransforms, type Transformable } from "../callbacks/transforms";
import type { RegisteredResource, Registration, Session } from "../session";
import { readAlias } from "./aliases";
import { DefaultProviders, withPluginOptions } from "./default-providers";
import { optionsMessage, readHooks, readOptions } from "./goal-options";
import type { PackageRequest, Packages } from "./packages";
import type { PendingRegistrations } from "./pending-registrations";
import { readSource } from "./source-position";
import {
  RegisterResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** The services that the request handlers of one run use. */
export interface EngineServices {
  readonly session: Session;
  readonly planner: Planner;
  readonly callbacks: Callbacks;
  readonly hooks: Hooks;
  readonly packages: Packages;
  readonly assets: AssetHasher;
  readonly lookups: Lookups;
  readonly pendingRegistrations: PendingRegistrations;
}

/**
 * Matches the types of custom and remote resources, which have three parts. The type of a component can be any string.
 */
const TYPE_TOKEN = /^[^:]+:[^:]*:[^:]+$/;

/** Answers `RegisterResource` and `RegisterResourceOutputs` requests. */
export class Registrations {
  readonly #services: EngineServices;
  readonly #defaults: DefaultProviders;
  readonly #stackTransforms: CallbackAddress[] = [];

  constructor(services: EngineServices) {
    this.#services = services;
    this.#defaults = new DefaultProviders(services.session, (goal) => this.#addProvider(goal));
  }

  addStackTransform(transform: CallbackAddress): void {
    this.#stackTransforms.push(transform);
  }

  async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const { session, hooks, planner } = this.#services;
    const parent = request.getParent() === "" ? undefined : session.require(request.getParent(), "parent");
    const type = request.getType();
    if ((request.getCustom() || request.getRemote()) && !TYPE_TOKEN.test(type))
      throw new InvalidRequestError(`the type '${type}' must be of the form package:module:name`);
    const ownTransforms = request.getTransformsList().map(callbackAddress);
    const transformed = await this.#transform(request, parent, ownTransforms);
    const providers = this.#componentProviders(request, parent, transformed.options);
    const goal = await this.#goal(request, parent, transformed);
    session.claim(goal.urn);
    await this.#check(goal);
    const outcome = this.#plan(goal);
    try {
      await hooks.run("before", goal, outcome);
      await hooks.run("after", goal, outcome);
    } catch (error) {
      planner.withdraw(goal.urn);
      throw error;
    }
    session.requireRunning();
    session.add(goal, outcome, { providers, transforms: ownTransforms });
    if (goal.remote === true) session.opaque.push(goal.urn);
    return respond(request, goal.urn, outcome);
  }

  async registerOutputs(request: RegisterResourceOutputsRequest): Promise<void> {
    const { session, assets } = this.#services;
    const registered = session.require(request.getUrn(), "component");
    registered.outputs = await assets.fill(decodeStruct(request.getOutputs()));
    if (registered.goal.type === STACK_TYPE) session.exported = true;
  }

  /** Returns the given provider, or the package's default provider if `reference` is empty. */
  providerFor(request: PackageRequest, reference: ProviderReference, token: string): ProviderReference {
    return reference === "" ? this.#defaults.reference(request, token) : reference;
  }

  /** Returns the inputs and the name by which lookups identify a provider. */
  describeProvider(reference: ProviderReference): Pick<LookupRequest, "provider" | "providerName"> {
    const goal = this.#services.session.resources.get(providerUrn(reference))?.goal;
    return {
      provider: stripProviderMetadata(goal?.inputs ?? propertyMap()),
      providerName: goal === undefined || goal.implicit === true ? DEFAULT_PROVIDER : goal.name,
    };
  }

  /** @throws MonitorShutdownError if the provider would reject the inputs, which fails the run */
  async #check({ type, name, urn, inputs }: Registration): Promise<void> {
    const { session, lookups } = this.#services;
    const [failure] = (await lookups.check?.({ type, name, inputs })) ?? [];
    session.requireRunning();
    if (failure === undefined) return;
    const { property, reason } = failure;
    throw session.fail(`${type} resource '${name}': property ${property} has a problem: ${reason}`, urn);
  }

  /** @throws MonitorShutdownError if the registration cannot be carried out, which fails the run */
  #plan(goal: Registration): RegistrationOutcome {
    const { session, planner, lookups } = this.#services;
    try {
      const outcome = this.#withoutUnknownOutputs(goal, planner.register(goal));
      const mocked = goal.custom && outcome.effect === "create" ? lookups.mockNewResource?.(goal) : undefined;
      return mocked === undefined ? outcome : withOutputs(outcome, mocked);
    } catch (error) {
      if (error instanceof PlanningError) throw session.fail(error.message, error.urn);
      throw error;
    }
  }

  /**
   * Returns the outcome without outputs if the resource is created by a provider with unknown inputs. As in Pulumi's
   * engine, such a provider is not configured, so it does not compute the outputs.
   */
  #withoutUnknownOutputs(goal: Registration, outcome: RegistrationOutcome): RegistrationOutcome {
    const { providerReference, custom } = goal;
    if (!custom || providerReference === undefined || outcome.effect !== "create") return outcome;
    return containsUnknown(this.describeProvider(providerReference).provider)
      ? { ...outcome, outputs: propertyMap() }
      : outcome;
  }

  #addProvider(goal: Registration): ProviderReference {
    const { session } = this.#services;
    session.claim(goal.urn);
    const outcome = this.#plan(goal);
    session.add(goal, outcome);
    return providerReference(goal.urn, typeof outcome.id === "string" ? outcome.id : undefined);
  }

  async #transform(
    request: RegisterResourceRequest,
    parent: RegisteredResource | undefined,
    ownTransforms: readonly CallbackAddress[],
  ): Promise<Transformable> {
    const { callbacks, session } = this.#services;
    const inputs = readInputs(request);
    const options = optionsMessage(request, parent?.goal).setProvider(this.#explicitProvider(request, parent));
    const ancestors = [...session.ancestors(parent?.goal.urn)];
    const transforms = [
      ...ownTransforms,
      ...ancestors.flatMap(({ transforms }) => transforms),
      ...this.#stackTransforms,
    ];
    const registration: Transformable = {
      type: request.getType(),
      name: request.getName(),
      custom: request.getCustom(),
      ...(parent === undefined ? {} : { parent: parent.goal.urn }),
      // As in Pulumi's engine, transforms receive the dependencies only if the resource has transforms of its own.
      inputs: ownTransforms.length > 0 ? inputs : { values: inputs.values, dependencies: new Map() },
      options,
    };
    const changed = await applyTransforms(callbacks, transforms, registration);
    if (ownTransforms.length > 0) return { ...changed, inputs: changed.inputs };
    const dependencies = new Map(inputs.dependencies);
    for (const [name, urns] of changed.inputs.dependencies)
      dependencies.set(name, new Set([...(inputs.dependencies.get(name) ?? []), ...urns]));
    return { ...changed, inputs: { values: changed.inputs.values, dependencies } };
  }

  /** Returns the provider before transforms: the provider in the request, or otherwise the ancestors' provider. */
  #explicitProvider(request: RegisterResourceRequest, parent: RegisteredResource | undefined): ProviderReference {
    const name = packageOf(request.getType());
    const explicit = request.getProvider();
    if (explicit !== "") return explicit;
    if (!request.getCustom() && !request.getRemote()) return "";
    const inherited = parent?.goal.providerReference;
    if (inherited !== undefined && providedPackage(typeOfProvider(inherited)) === name) return inherited;
    return request.getProvidersMap().get(name) ?? parent?.providers.get(name) ?? "";
  }

  #componentProviders(
    request: RegisterResourceRequest,
    parent: RegisteredResource | undefined,
    options: TransformResourceOptions,
  ): ReadonlyMap<string, ProviderReference> {
    if (request.getCustom()) return new Map();
    const inherited = parent === undefined || parent.goal.custom ? [] : parent.providers;
    const explicit = options.getProvidersMap().toArray();
    return new Map([...inherited, ...explicit]);
  }

  async #goal(
    request: RegisterResourceRequest,
    parent: RegisteredResource | undefined,
    { inputs, options, type, name }: Transformable,
  ): Promise<Registration> {
    const { session, assets } = this.#services;
    const { stack, project, root } = session.context;
    const urn = makeUrn(stack, project, parent?.goal.urn, type, name);
    const requiredPackage = this.#packageRequest(request, options);
    const values = isProviderType(type) ? withPluginOptions(inputs.values, requiredPackage) : inputs.values;
    const provider = this.#resolveProvider(request, options, requiredPackage, urn);
    const source = readSource(root, request.getSourceposition(), request.getStacktrace());
    return {
      urn,
      type,
      name,
      custom: request.getCustom(),
      ...(request.getRemote() ? { remote: true } : {}),
      ...(parent === undefined ? {} : { parent: parent.goal.urn }),
      ...(provider === undefined ? {} : { providerReference: provider }),
      ...(provider === undefined || request.getRemote() ? {} : { provider: providerUrn(provider) }),
      inputs: await assets.fill(values),
      ...readDependencies(request, inputs, options),
      options: readOptions(options),
      aliases: options.getAliasesList().map(readAlias),
      hooks: readHooks(options),
      ...(source === undefined ? {} : { source }),
    };
  }

  #packageRequest(request: RegisterResourceRequest, options: TransformResourceOptions): PackageRequest {
    const type = request.getType();
    const reference = request.getPackageref();
    if (reference !== "") return this.#services.packages.find(reference);
    return {
      name: isProviderType(type) ? providedPackage(type) : packageOf(type),
      version: options.getVersion(),
      pluginDownloadURL: options.getPluginDownloadUrl(),
    };
  }

  #resolveProvider(
    request: RegisterResourceRequest,
    options: TransformResourceOptions,
    requiredPackage: PackageRequest,
    urn: Urn,
  ): ProviderReference | undefined {
    const managed = (request.getCustom() && !isProviderType(request.getType())) || request.getRemote();
    return managed ? this.providerFor(requiredPackage, options.getProvider(), urn) : undefined;
  }
}

function withOutputs(outcome: RegistrationOutcome, { id, ...outputs }: Properties): RegistrationOutcome {
  return {
    ...outcome,
    ...(typeof id === "string" ? { id } : {}),
    outputs: propertyMap([...Object.entries(outcome.outputs), ...Object.entries(outputs)]),
  };
}

const typeOfProvider = (reference: ProviderReference): string => parseUrn(providerUrn(reference))?.type ?? "";

function readInputs(request: RegisterResourceRequest): TrackedProperties {
  const sent = request.getPropertydependenciesMap();
  if (request.getRemote()) {
    // A remote component's inputs are output values, which contain their dependencies.
    const { values, dependencies } = decodeTrackedStruct(request.getObject() ?? new Struct());
    return { values, dependencies: union(dependencies, sent) };
  }
  const values = decodeStruct(request.getObject());
  if (sent.getLength() > 0) return { values, dependencies: union(new Map(), sent) };
  // If the SDK does not send the dependencies of each property, every property has all of the resource's dependencies.
  const urns = new Set(request.getDependenciesList());
  return { values, dependencies: new Map(Object.keys(values).map((name) => [name, urns])) };
}

function union(
  found: TrackedProperties["dependencies"],
  sent: ReturnType<RegisterResourceRequest["getPropertydependenciesMap"]>,
): TrackedProperties["dependencies"] {
  const result = new Map(found);
  sent.forEach((urns, name) => result.set(name, new Set([...(found.get(name) ?? []), ...urns.getUrnsList()])));
  return result;
}

function readDependencies(
  request: RegisterResourceRequest,
  { dependencies }: TrackedProperties,
  options: TransformResourceOptions,
): Pick<Registration, "dependencies" | "propertyDependencies"> {
  const byProperty = [...dependencies].filter(([, urns]) => urns.size > 0);
  const propertyDependencies = Object.fromEntries(byProperty.map(([name, urns]) => [name, [...urns]]));
  // As in Pulumi's engine, transforms change the dependencies only if the resource has transforms of its own.
  if (request.getTransformsList().length === 0)
    return { dependencies: request.getDependenciesList(), propertyDependencies };
  const dependencyUrns = new Set([...options.getDependsOnList(), ...byProperty.flatMap(([, urns]) => [...urns])]);
  return { dependencies: [...dependencyUrns], propertyDependencies };
}

function respond(
  request: RegisterResourceRequest,
  urn: Urn,
  { id, outputs }: RegistrationOutcome,
): RegisterResourceResponse {
  // A local component's outputs are omitted, because they can refer to resources that this run has not registered yet.
  const visible = request.getCustom() || request.getRemote() ? outputs : propertyMap();
  const known = request.getSupportspartialvalues()
    ? visible
    : propertyMap(Object.entries(visible).filter(([, value]) => !containsUnknown(value)));
  return new RegisterResourceResponse()
    .setUrn(urn)
    .setId(isUnknown(id) ? UNKNOWN_MARKER : (id ?? ""))
    .setObject(encodeStruct(known, { references: request.getAcceptresources() }));
}
