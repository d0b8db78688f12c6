import {
  TransformInvokeOptions,
  TransformInvokeRequest,
  TransformInvokeResponse,
  TransformRequest,
  TransformResponse,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Properties, Urn } from "../../model";
import {
  decodeStruct,
  decodeTrackedStruct,
  encodeStruct,
  encodeTrackedStruct,
  type TrackedProperties,
} from "../../protocol";
import type { CallbackAddress, Callbacks } from "./callbacks";

/** A registration that transforms can change. */
export interface Transformable {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent?: Urn;
  readonly inputs: TrackedProperties;
  readonly options: TransformResourceOptions;
}

/** Applies transforms in order. Each transform receives the result of the previous transform. */
export async function applyTransforms(
  callbacks: Callbacks,
  transforms: readonly CallbackAddress[],
  registration: Transformable,
): Promise<Transformable> {
  let current = registration;
  for (const transform of transforms) {
    const request = new TransformRequest()
      .setType(current.type)
      .setName(current.name)
      .setCustom(current.custom)
      .setParent(current.parent ?? "")
      .setProperties(encodeTrackedStruct(current.inputs))
      .setOptions(current.options);
    const bytes = await callbacks.invoke(transform, request.serializeBinary());
    const response = TransformResponse.deserializeBinary(bytes);
    const changed = response.getProperties();
    current = {
      ...current,
      inputs: changed === undefined ? current.inputs : decodeTrackedStruct(changed),
      options: response.getOptions() ?? current.options,
    };
  }
  return current;
}

/** A call to a provider function that transforms can change. */
export interface TransformableInvoke {
  readonly token: string;
  readonly arguments: Properties;
  readonly provider: string;
  readonly version: string;
  readonly pluginDownloadURL: string;
}

/** Applies invoke transforms in order. Each transform receives the result of the previous transform. */
export async function applyInvokeTransforms(
  callbacks: Callbacks,
  transforms: readonly CallbackAddress[],
  invoke: TransformableInvoke,
): Promise<TransformableInvoke> {
  let current = invoke;
  for (const transform of transforms) {
    const options = new TransformInvokeOptions()
      .setProvider(current.provider)
      .setVersion(current.version)
      .setPluginDownloadUrl(current.pluginDownloadURL);
    const request = new TransformInvokeRequest()
      .setToken(current.token)
      .setArgs(encodeStruct(current.arguments, { outputValues: true }))
      .setOptions(options);
    const response = TransformInvokeResponse.deserializeBinary(
      await callbacks.invoke(transform, request.serializeBinary()),
    );
    const changed = response.getArgs();
    const chosen = response.getOptions() ?? options;
    current = {
      token: current.token,
      arguments: changed === undefined ? current.arguments : decodeStruct(changed),
      provider: chosen.getProvider(),
      version: chosen.getVersion(),
      pluginDownloadURL: chosen.getPluginDownloadUrl(),
    };
  }
  return current;
}
