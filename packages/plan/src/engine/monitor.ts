import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { secretKeys } from "../program";
import { InvalidRequestError, method, type Service } from "../protocol";
import { callbackAddress } from "./callbacks/callbacks";
import { DependentInvokeRequest } from "./invokes/invoke-request";
import type { Invokes } from "./invokes/invokes";
import type { Reads } from "./resources/reads";
import type { EngineServices, Registrations } from "./resources/registrations";
import type { SessionContext } from "./session";

/**
 * The limit for parallel operations that the program receives. This value, the maximum, means that there is no limit.
 */
export const PARALLEL = 2147483647;

/** The supported features. Older SDKs request them by name, and newer SDKs expect their numbers. */
const FEATURES = new Map<string, messages.ResourceMonitorFeature>([
  ["secrets", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS],
  ["resourceReferences", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES],
  ["outputValues", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES],
  ["aliasSpecs", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS],
  ["replacementTrigger", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER],
  ["deletedWith", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH],
  ["replaceWith", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH],
  ["transforms", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS],
  ["invokeTransforms", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS],
  ["parameterization", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION],
  ["resourceHooks", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS],
  ["errorHooks", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS],
  ["sendsOptionsToHooks", messages.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SENDS_OPTIONS_TO_HOOKS],
]);

/** The request handlers of one run. */
export interface MonitorParts {
  readonly services: EngineServices;
  readonly registrations: Registrations;
  readonly reads: Reads;
  readonly invokes: Invokes;
}

/** Creates the service `pulumirpc.ResourceMonitor`, with which a program registers its resources. */
export function monitorService(parts: MonitorParts): Service {
  const { services, registrations, reads, invokes } = parts;
  const { session } = services;
  const running =
    <Request, Response>(answer: (request: Request) => Response) =>
    (request: Request) => {
      session.requireRunning();
      return answer(request);
    };
  return {
    SupportsFeature: method(messages.SupportsFeatureRequest, (request) =>
      new messages.SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
    ),
    GetDeploymentInfo: method(Empty, () => deploymentInfo(session.context)),
    RegisterResource: method(
      messages.RegisterResourceRequest,
      running((request) => services.pendingRegistrations.track(request.getParent(), registrations.register(request))),
    ),
    RegisterResourceOutputs: method(
      messages.RegisterResourceOutputsRequest,
      running(async (request) => {
        await registrations.registerOutputs(request);
        return new Empty();
      }),
    ),
    ReadResource: method(
      messages.ReadResourceRequest,
      running((request) => reads.read(request)),
    ),
    Invoke: method(
      DependentInvokeRequest,
      running((request) => invokes.invoke(request)),
    ),
    Call: method(
      messages.ResourceCallRequest,
      running((request) => invokes.call(request)),
    ),
    ...callbackMethods(parts),
    SignalAndWaitForShutdown: method(Empty, () => {
      // All requests are answered immediately, so there is nothing to wait for.
      if (session.finished) throw new InvalidRequestError("already waiting for shutdown");
      session.finished = true;
      return new Empty();
    }),
  };
}

/** Creates the methods that register functions and packages for later requests. */
function callbackMethods({ services: { hooks, packages }, registrations, invokes }: MonitorParts): Service {
  return {
    RegisterStackTransform: method(Callback, (callback) => {
      registrations.addStackTransform(callbackAddress(callback));
      return new Empty();
    }),
    RegisterStackInvokeTransform: method(Callback, (callback) => {
      invokes.addTransform(callbackAddress(callback));
      return new Empty();
    }),
    RegisterResourceHook: method(messages.RegisterResourceHookRequest, (request) => {
      hooks.register(request);
      return new Empty();
    }),
    RegisterErrorHook: method(messages.RegisterErrorHookRequest, (request) => {
      hooks.registerErrorHook(request);
      return new Empty();
    }),
    RegisterPackage: method(messages.RegisterPackageRequest, (request) =>
      new messages.RegisterPackageResponse().setRef(packages.register(request)),
    ),
  };
}

function deploymentInfo({ project, stack, organization, configuration }: SessionContext): messages.DeploymentInfo {
  const info = new DependentDeploymentInfo()
    .setProject(project)
    .setStack(stack)
    .setOrganization(organization)
    .setDryrun(true)
    .setParallel(PARALLEL)
    .setSupportedfeaturesList([...FEATURES.values()])
    .setConfigsecretkeysList(secretKeys(configuration));
  for (const [key, { value }] of configuration.settings) info.getConfigMap().set(key, value);
  return info;
}

/** A message with the feature "waits for the dependencies of a call", which the message class does not support yet. */
class DependentDeploymentInfo extends messages.DeploymentInfo {
  static readonly #INVOKE_DEPENDS_ON = Buffer.from([0x40, 14]);

  override serializeBinary(): Uint8Array {
    return Buffer.concat([super.serializeBinary(), DependentDeploymentInfo.#INVOKE_DEPENDS_ON]);
  }
}
