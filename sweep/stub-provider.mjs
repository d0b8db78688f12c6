// A provider that stands in for every provider: it accepts all inputs and calls no cloud. Prints its port.
import { createRequire } from "node:module";
import { lookupResult } from "./lookup-results.mjs";

// The generated clients accept only the gRPC library that @pulumi/pulumi itself uses.
const require = createRequire(
  createRequire(new URL("../packages/plan/package.json", import.meta.url)).resolve("@pulumi/pulumi/package.json"),
);
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");
const { ResourceMonitorClient } = require("@pulumi/pulumi/proto/resource_grpc_pb");
const { RegisterResourceRequest } = require("@pulumi/pulumi/proto/resource_pb");

const echoInputs = (request) => new messages.CheckResponse().setInputs(request.getNews());

const answers = {
  getPluginInfo: () => new PluginInfo().setVersion("0.0.0"),
  attach: () => new Empty(),
  cancel: () => new Empty(),
  checkConfig: echoInputs,
  diffConfig: () => new messages.DiffResponse(),
  configure: () =>
    new messages.ConfigureResponse()
      .setAcceptsecrets(true)
      .setSupportspreview(true)
      .setAcceptresources(true)
      .setAcceptoutputs(true),
  check: echoInputs,
  create: (request) => new messages.CreateResponse().setProperties(outputsOf(request)),
  read: (request) =>
    new messages.ReadResponse()
      .setId(request.getId())
      .setProperties(request.getProperties())
      .setInputs(request.getProperties()),
  invoke: (request) =>
    new messages.InvokeResponse().setReturn(
      Struct.fromJavaScript(lookupResult(request.getTok(), request.getArgs()?.toJavaScript() ?? {})),
    ),
  call: () => new messages.CallResponse().setReturn(Struct.fromJavaScript({})),
  construct,
};

/** Returns the inputs of a resource, and for AWS also all tags, because some programs serialize functions that capture them. */
function outputsOf(request) {
  const properties = request.getProperties();
  const fields = properties.getFieldsMap();
  const tags = fields.get("tags");
  const isTaggedByAws = request.getType().startsWith("aws:") && tags?.hasStructValue();
  if (isTaggedByAws && !fields.has("tagsAll")) fields.set("tagsAll", tags);
  return properties;
}

/** Registers a remote component without children. */
async function construct(request) {
  const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), grpc.credentials.createInsecure());
  const registration = new RegisterResourceRequest()
    .setType(request.getType())
    .setName(request.getName())
    .setParent(request.getParent())
    .setObject(request.getInputs())
    .setDependenciesList(request.getDependenciesList())
    .setAcceptsecrets(true)
    .setAcceptresources(true);
  // As the SDKs do in providers: without dependencies of properties, the engine assumes that every property has all of them.
  const { PropertyDependencies } = RegisterResourceRequest;
  const known = registration.getPropertydependenciesMap();
  for (const name of Object.keys(request.getInputs().toJavaScript())) known.set(name, new PropertyDependencies());
  request
    .getInputdependenciesMap()
    .forEach((found, name) => known.set(name, new PropertyDependencies().setUrnsList(found.getUrnsList())));
  try {
    const urn = await new Promise((resolve, reject) =>
      monitor.registerResource(registration, (error, response) => (error ? reject(error) : resolve(response.getUrn()))),
    );
    return new messages.ConstructResponse().setUrn(urn).setState(Struct.fromJavaScript({}));
  } finally {
    monitor.close();
  }
}

async function respond(answer, call, callback) {
  try {
    callback(null, await answer(call.request));
  } catch (error) {
    callback(error);
  }
}

const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
server.addService(
  ResourceProviderService,
  Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, (call, callback) => void respond(answer, call, callback)]),
  ),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
