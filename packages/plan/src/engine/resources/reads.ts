import {
  containsPlaceholder,
  containsSecret,
  makeUrn,
  packageOf,
  propertyMap,
  providerUrn,
  UNKNOWN,
  UNKNOWN_MARKER,
  type Properties,
} from "../../model";
import { decodeStruct, encodeStruct } from "../../protocol";
import type { Registration } from "../session";
import { IdentifiedReadResponse } from "./read-response";
import type { EngineServices, Registrations } from "./registrations";
import { readSource } from "./source-position";
import type { ReadResourceRequest, ReadResourceResponse } from "@pulumi/pulumi/proto/resource_pb";

const STACK_REFERENCE_TYPE = "pulumi:pulumi:StackReference";

/** Answers `ReadResource` requests, which `X.get()` and stack references send. */
export class Reads {
  readonly #services: EngineServices;
  readonly #registrations: Registrations;

  constructor(services: EngineServices, registrations: Registrations) {
    this.#services = services;
    this.#registrations = registrations;
  }

  async read(request: ReadResourceRequest): Promise<ReadResourceResponse> {
    const { session, planner, assets } = this.#services;
    if (request.getParent() !== "") session.require(request.getParent(), "parent");
    const given = await assets.fill(decodeStruct(request.getProperties()));
    const goal = this.#goal(request, given);
    session.claim(goal.urn);
    const isUnknownId = request.getId() === UNKNOWN_MARKER || containsPlaceholder(request.getId());
    const id = isUnknownId ? UNKNOWN : request.getId();
    const found = typeof id === "string" ? this.#findProperties(goal, id) : given;
    const outcome = planner.read({ ...goal, inputs: found }, id);
    // The resource keeps the program's inputs. The properties that were found become its outputs.
    session.add(goal, { ...outcome, inputs: goal.inputs });
    return new IdentifiedReadResponse(typeof id === "string" ? id : undefined)
      .setUrn(goal.urn)
      .setProperties(encodeStruct(outcome.outputs, { references: request.getAcceptresources() }));
  }

  #goal(request: ReadResourceRequest, inputs: Properties): Registration {
    const { session, packages } = this.#services;
    const { stack, project, root } = session.context;
    const type = request.getType();
    const name = request.getName();
    const parent = request.getParent() === "" ? undefined : request.getParent();
    const urn = makeUrn(stack, project, parent, type, name);
    const reference = request.getPackageref();
    const packageRequest =
      reference === ""
        ? { name: packageOf(type), version: request.getVersion(), pluginDownloadURL: request.getPlugindownloadurl() }
        : packages.find(reference);
    const provider = this.#registrations.providerFor(packageRequest, request.getProvider(), urn);
    const secrets = request.getAdditionalsecretoutputsList();
    const source = readSource(root, request.getSourceposition(), request.getStacktrace());
    return {
      urn,
      type,
      name,
      custom: true,
      external: true,
      ...(parent === undefined ? {} : { parent }),
      providerReference: provider,
      provider: providerUrn(provider),
      inputs,
      dependencies: request.getDependenciesList(),
      propertyDependencies: {},
      options: secrets.length === 0 ? {} : { additionalSecretOutputs: secrets },
      aliases: [],
      hooks: {},
      ...(source === undefined ? {} : { source }),
    };
  }

  #findProperties({ type, inputs, urn }: Registration, id: string): Properties {
    const { session } = this.#services;
    if (type !== STACK_REFERENCE_TYPE) return this.#services.lookups.read?.({ type, id, inputs }) ?? inputs;
    const outputs = this.#services.lookups.stackOutputs?.(id);
    if (outputs !== undefined) {
      const secretNames = Object.keys(outputs).filter((name) => containsSecret(outputs[name] ?? null));
      return propertyMap([...Object.entries(inputs), ["outputs", outputs], ["secretOutputNames", secretNames]]);
    }
    session.noteUnanswered({ token: STACK_REFERENCE_TYPE, urn });
    return propertyMap([...Object.entries(inputs), ["outputs", UNKNOWN]]);
  }
}
