import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ZONES } from "../network";
import { RemoteComponents } from "./remote-components";
import { check, create, deletionProblem, diff, inputsOf, update, urnParts, type Inputs } from "./stub-operations";

/** What the engine asked the provider to do to a resource, in the order of the requests. */
export interface StubOperation {
  readonly kind: "create" | "update" | "delete";
  readonly type: string;
  readonly name: string;
  readonly inputs: Inputs;
}

/** A provider that stands in for every provider of the Pulumi CLI. It stores nothing, and deletes what AWS would delete. */
export interface StubProvider {
  readonly port: number;
  /** The operations since the last call. */
  readonly takeOperations: () => StubOperation[];
  readonly close: () => void;
}

const ZONES_LOOKUP = "aws:index/getAvailabilityZones:getAvailabilityZones";

/** Starts the provider. */
export async function startStubProvider(): Promise<StubProvider> {
  let operations: StubOperation[] = [];
  const record = (kind: StubOperation["kind"], urn: string, inputs: Inputs) =>
    operations.push({ kind, ...urnParts(urn), inputs });
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, { ...configurationMethods(), ...resourceMethods(record) });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const takeOperations = () => {
    const taken = operations;
    operations = [];
    return taken;
  };
  return { port, takeOperations, close: () => server.forceShutdown() };
}

/** Returns a method of the server from a function. An error becomes the error of the call. */
const answer =
  <Request, Response>(respond: (request: Request) => Response | Promise<Response>) =>
  (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    Promise.resolve()
      .then(() => respond(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
  };

const configurationMethods = () => ({
  getPluginInfo: answer(() => new PluginInfo().setVersion("0.0.0")),
  attach: answer(() => new Empty()),
  cancel: answer(() => new Empty()),
  checkConfig: answer((request: messages.CheckRequest) => new messages.CheckResponse().setInputs(request.getNews())),
  diffConfig: answer(() => new messages.DiffResponse()),
  configure: answer(() =>
    new messages.ConfigureResponse()
      .setAcceptsecrets(true)
      .setSupportspreview(true)
      .setAcceptresources(true)
      .setAcceptoutputs(true),
  ),
});

function resourceMethods(record: (kind: StubOperation["kind"], urn: string, inputs: Inputs) => void) {
  const remoteComponents = new RemoteComponents();
  return {
    check: answer(check),
    diff: answer(diff),
    create: answer((request: messages.CreateRequest) => {
      if (!request.getPreview()) record("create", request.getUrn(), inputsOf(request.getProperties()));
      return create(request);
    }),
    update: answer((request: messages.UpdateRequest) => {
      if (!request.getPreview()) record("update", request.getUrn(), inputsOf(request.getNews()));
      return update(request);
    }),
    delete: answer((request: messages.DeleteRequest) => {
      const inputs = inputsOf(request.getOldInputs());
      const { type, name } = urnParts(request.getUrn());
      const problem = deletionProblem(type, inputs);
      if (problem !== undefined) throw new Error(`cannot delete ${type} ${name}: ${problem}`);
      record("delete", request.getUrn(), inputs);
      return new Empty();
    }),
    invoke: answer((request: messages.InvokeRequest) => {
      const result: Inputs = request.getTok() === ZONES_LOOKUP ? { names: ZONES } : {};
      return new messages.InvokeResponse().setReturn(Struct.fromJavaScript(result));
    }),
    construct: answer((request: messages.ConstructRequest) => remoteComponents.construct(request)),
  };
}
