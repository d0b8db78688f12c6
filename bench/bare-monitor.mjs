// The minimum that a Pulumi program needs to run: registrations return their inputs, and lookups return nothing. Any cost
// of a preview beyond this is the overhead of the gate.
import { createRequire } from "node:module";

const require = createRequire(new URL("../packages/plan/package.json", import.meta.url));
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const engine = require("@pulumi/pulumi/proto/engine_pb");
const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb");
const provider = require("@pulumi/pulumi/proto/provider_pb");
const resource = require("@pulumi/pulumi/proto/resource_pb");
const { ResourceMonitorService } = require("@pulumi/pulumi/proto/resource_grpc_pb");

/** Creates a message and sets fields. */
function message(Class, fields = {}) {
  const result = new Class();
  for (const [name, value] of Object.entries(fields)) result[`set${name}`](value);
  return result;
}

function urnOf(request) {
  return `urn:pulumi:dev::bench::${request.getType()}::${request.getName()}`;
}

function monitorMethods(onRegistered) {
  return {
    supportsFeature: () => message(resource.SupportsFeatureResponse, { Hassupport: true }),
    registerResource: (request) => {
      onRegistered();
      return message(resource.RegisterResourceResponse, { Urn: urnOf(request), Object: request.getObject() });
    },
    registerResourceOutputs: () => new Empty(),
    readResource: (request) =>
      message(resource.ReadResourceResponse, { Urn: urnOf(request), Properties: request.getProperties() }),
    invoke: () => new provider.InvokeResponse(),
    registerPackage: () => message(resource.RegisterPackageResponse, { Ref: "bench" }),
    signalAndWaitForShutdown: () => new Empty(),
  };
}

const engineMethods = {
  log: () => new Empty(),
  setRootResource: () => new engine.SetRootResourceResponse(),
};

/** Serves the monitor on a free port of the loopback interface. */
export async function serveBareMonitor() {
  const limit = 400 * 1024 * 1024;
  const server = new grpc.Server({
    "grpc.max_receive_message_length": limit,
    "grpc.max_send_message_length": limit,
  });
  let registered = 0;
  server.addService(ResourceMonitorService, handlers(monitorMethods(() => (registered += 1))));
  server.addService(EngineService, handlers(engineMethods));
  const port = await new Promise((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { address: `127.0.0.1:${port}`, registered: () => registered, close: () => server.forceShutdown() };
}

function handlers(methods) {
  return Object.fromEntries(
    Object.entries(methods).map(([name, answer]) => [name, (call, callback) => callback(null, answer(call.request))]),
  );
}
