// A provider that accepts everything and calls no cloud, to time `pulumi preview` without plugins. Prints its port.
import { createRequire } from "node:module";

const require = createRequire(new URL("../packages/plan/package.json", import.meta.url));
const grpc = require("@grpc/grpc-js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb");
const messages = require("@pulumi/pulumi/proto/provider_pb");

const echoInputs = (request) => new messages.CheckResponse().setInputs(request.getNews());
const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

const answers = {
  getPluginInfo: () => new PluginInfo().setVersion("0.0.0"),
  attach: () => new Empty(),
  cancel: () => new Empty(),
  checkConfig: echoInputs,
  diffConfig: () => new messages.DiffResponse(),
  configure: () =>
    new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true).setAcceptresources(true),
  check: echoInputs,
  create: (request) => new messages.CreateResponse().setProperties(request.getProperties()),
  invoke: () => new messages.InvokeResponse().setReturn(Struct.fromJavaScript({ names: ZONES, json: "{}" })),
};

const server = new grpc.Server();
server.addService(
  ResourceProviderService,
  Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [name, (call, callback) => callback(null, answer(call.request))]),
  ),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
