import { CallResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { ResourceCallRequest, ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { answerTemplate } from "../../context";
import { computeLookup, findMovingLookup, LookupError, type LookupRequest } from "../../lookups";
import { containsUnknown, packageOf, propertyMap, UNKNOWN, type Properties, type UnansweredLookup } from "../../model";
import { decodeStruct, encodeStruct, InvalidRequestError } from "../../protocol";
import type { CallbackAddress } from "../callbacks/callbacks";
import { applyInvokeTransforms, type TransformableInvoke } from "../callbacks/transforms";
import type { EngineServices, Registrations } from "../resources/registrations";
import { DependentInvokeRequest } from "./invoke-request";
import { lookupMember } from "./moving-results";
import { ResultTypes, type UnknownResult } from "./result-types";

const GET_RESOURCE = "pulumi:pulumi:getResource";

/** Answers `Invoke` and `Call` requests, which call provider functions and methods. */
export class Invokes {
  readonly #services: EngineServices;
  readonly #registrations: Registrations;
  readonly #types: ResultTypes;
  readonly #transforms: CallbackAddress[] = [];

  constructor(services: EngineServices, registrations: Registrations) {
    this.#services = services;
    this.#registrations = registrations;
    this.#types = new ResultTypes(services.session.context.directory);
  }

  addTransform(transform: CallbackAddress): void {
    this.#transforms.push(transform);
  }

  async invoke(request: ResourceInvokeRequest): Promise<InvokeResponse> {
    const invoke = await applyInvokeTransforms(this.#services.callbacks, this.#transforms, {
      token: request.getTok(),
      arguments: decodeStruct(request.getArgs()),
      provider: request.getProvider(),
      version: request.getVersion(),
      pluginDownloadURL: request.getPlugindownloadurl(),
    });
    const invocation = this.#invocation(request, invoke);
    // The result contains the ID of the resource, which is only available in a reference.
    if (invoke.token === GET_RESOURCE) return answer(this.#getResource(invoke.arguments), true);
    const dependsOn = request instanceof DependentInvokeRequest ? request.dependsOn : [];
    if (await this.#services.pendingRegistrations.hasMissing(dependsOn)) return new UnknownResponse();
    const { session } = this.#services;
    const { recorded, result } = this.#answer(invocation);
    const lookup = this.#noteMoving(invocation, result);
    if (result === undefined) {
      const found = this.#types.find(invoke.token);
      const required = found?.required.map((name) => [name, found.values[name] ?? UNKNOWN] as const);
      session.noteUnanswered(this.#unanswered(invocation, propertyMap(required)));
      return unknownAnswer(found, lookup);
    }
    if (containsUnknown(result)) {
      const unanswered = this.#unanswered(invocation, result);
      if (recorded) session.noteUnanswered(unanswered);
      else session.notePartlyComputed(unanswered);
    }
    return answer(propertyMap([...Object.entries(result), ...Object.entries(lookup)]), request.getAcceptresources());
  }

  /** Records a lookup whose result changes over time. Returns the member of the answer that names the lookup, if any. */
  #noteMoving({ token, arguments: args }: LookupRequest, result: Properties = propertyMap()): Properties {
    const { session } = this.#services;
    const moving = findMovingLookup(token, args);
    if (moving === undefined) return propertyMap();
    session.movingResults.add(token, moving, result);
    return session.context.preloaded ? lookupMember(token, moving) : propertyMap();
  }

  /** Answers a method call. Methods run in a plugin, so the result is unknown. */
  call(request: ResourceCallRequest): CallResponse {
    this.#services.session.noteUnanswered({ token: request.getTok() });
    return new CallResponse().setReturn(encodeStruct(propertyMap()));
  }

  #invocation(request: ResourceInvokeRequest, invoke: TransformableInvoke): LookupRequest {
    const { packages } = this.#services;
    const reference = request.getPackageref();
    const { token, version, pluginDownloadURL } = invoke;
    const packageRequest =
      reference === "" ? { name: packageOf(token), version, pluginDownloadURL } : packages.find(reference);
    const provider = this.#registrations.providerFor(packageRequest, invoke.provider, token);
    return { token, arguments: invoke.arguments, ...this.#registrations.describeProvider(provider) };
  }

  /** @throws InvalidRequestError if the function would fail */
  #answer(invocation: LookupRequest): { readonly recorded: boolean; readonly result?: Properties } {
    const { token, arguments: args, provider } = invocation;
    try {
      const recorded = this.#services.lookups.invoke?.(invocation);
      if (recorded !== undefined) return { recorded: true, result: recorded };
      // Only a transform can pass unknown arguments: the SDK does not make such calls. As in Pulumi's engine, a provider
      // with unknown inputs is not configured, so it does not answer.
      const isAnswerable = !containsUnknown(args) && !containsUnknown(provider);
      const result = isAnswerable ? computeLookup(token, args, provider) : undefined;
      return { recorded: false, ...(result !== undefined && { result }) };
    } catch (error) {
      if (!(error instanceof LookupError)) throw error;
      throw new InvalidRequestError(`invocation of ${token} returned an error: ${error.message}`, { cause: error });
    }
  }

  #getResource({ urn }: Properties): Properties {
    const found = typeof urn === "string" ? this.#services.session.resources.get(urn) : undefined;
    if (found === undefined)
      throw new InvalidRequestError(`unknown resource ${typeof urn === "string" ? urn : "without a URN"}`);
    return propertyMap([
      ["urn", found.goal.urn],
      ["id", found.id ?? (found.goal.custom ? UNKNOWN : "")],
      ["state", found.outputs],
    ]);
  }

  #unanswered(invocation: LookupRequest, result: Properties): UnansweredLookup {
    const template = answerTemplate(invocation, result, this.#services.session.context.stack);
    return { token: invocation.token, ...(template !== undefined && { answer: template }) };
  }
}

/**
 * Returns a response with unknown values for the members of the result type, because a program that awaits the result
 * reads an absent member as undefined. If the type is not known, the whole result is marked as unknown, which newer SDKs
 * support.
 */
function unknownAnswer(result: UnknownResult | undefined, lookup: Properties): InvokeResponse {
  const values = propertyMap([["id", UNKNOWN], ...Object.entries({ ...result?.values, ...lookup })]);
  const response = result === undefined ? new UnknownResponse() : new InvokeResponse();
  return response.setReturn(encodeStruct(values));
}

function answer(result: Properties, references: boolean): InvokeResponse {
  return new InvokeResponse().setReturn(encodeStruct(result, { references }));
}

/**
 * A response with the field `unknown`, which SDKs read since 3.270. The message class does not support the field yet.
 */
class UnknownResponse extends InvokeResponse {
  static readonly #UNKNOWN_FIELD = Buffer.from([0x18, 0x01]);

  override serializeBinary(): Uint8Array {
    return Buffer.concat([super.serializeBinary(), UnknownResponse.#UNKNOWN_FIELD]);
  }
}
