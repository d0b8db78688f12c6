import {
  containsPlaceholder,
  containsSecret,
  containsUnknown,
  isSecret,
  makeUrn,
  packageOf,
  propertyMap,
  providerUrn,
  STACK_REFERENCE_TYPE,
  UNKNOWN,
  UNKNOWN_MARKER,
  type Properties,
} from "../../model";
import { answerTemplate, readRequest } from "../../context";
import { decodeStruct, encodeStruct } from "../../protocol";
import type { Registration } from "../session";
import { IdentifiedReadResponse } from "./read-response";
import type { EngineServices, Registrations } from "./registrations";
import { readSource } from "./source-position";
import type { ReadResourceRequest, ReadResourceResponse } from "@pulumi/pulumi/proto/resource_pb";

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

  #findProperties(goal: Registration, id: string): Properties {
    const { lookups } = this.#services;
    if (goal.type === STACK_REFERENCE_TYPE) return this.#stackProperties(goal, id);
    const { type, inputs, providerReference = "" } = goal;
    return lookups.read?.({ type, id, inputs, ...this.#registrations.describeProvider(providerReference) }) ?? inputs;
  }

  #stackProperties({ inputs, urn }: Registration, id: string): Properties {
    const { session, lookups } = this.#services;
    const outputs = lookups.stackOutputs?.(id);
    const values = Object.entries(outputs ?? {});
    if (outputs === undefined || values.some(([, value]) => !isSecret(value) && containsUnknown(value))) {
      const answer = stackTemplate(id, outputs, session.context.stack);
      session.noteUnanswered({ token: STACK_REFERENCE_TYPE, urn, ...(answer !== undefined && { answer }) });
    }
    if (outputs === undefined) return propertyMap([...Object.entries(inputs), ["outputs", UNKNOWN]]);
    const secretNames = values.filter(([, value]) => containsSecret(value)).map(([name]) => name);
    return propertyMap([...Object.entries(inputs), ["outputs", outputs], ["secretOutputNames", secretNames]]);
  }
}

/** Returns the entry for the answer file. If no output is known, it contains an example, because the names are unknown. */
function stackTemplate(id: string, outputs: Properties | undefined, stack: string): string | undefined {
  return answerTemplate(
    readRequest(STACK_REFERENCE_TYPE, id),
    outputs ?? propertyMap([["OUTPUT NAME", UNKNOWN]]),
    stack,
  );
}
