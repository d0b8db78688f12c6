import {
  status,
  type handleUnaryCall,
  type MethodDefinition,
  type Server,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import { errorReason } from "../errors";
import { InvalidRequest, MonitorShutDown } from "./rpc-errors";

/** A message class as protoc generates it. */
interface MessageClass<Type extends Message> {
  new (...data: never[]): Type;
  deserializeBinary(bytes: Uint8Array): Type;
}

/** One method of a service and what answers it. */
export interface Method {
  readonly definition: MethodDefinition<Message, Message>;
  readonly handle: handleUnaryCall<Message, Message>;
  /** Whether a message is of the very class that `handle` reads: another copy of the SDK has classes of its own. */
  readonly isRequest: (message: Message) => boolean;
}

/** The methods of a service by name; a method that is not among them is answered UNIMPLEMENTED. */
export type Service = Readonly<Record<string, Method>>;

/** A method with a request type, answered by a function. What the function throws becomes the status of the call. */
export function method<Request extends Message>(
  request: MessageClass<Request>,
  answer: (request: Request) => Promise<Message> | Message,
): Method {
  const serialize = (message: Message) => Buffer.from(message.serializeBinary());
  const deserialize = (bytes: Buffer) => request.deserializeBinary(bytes);
  return {
    definition: {
      path: "",
      requestStream: false,
      responseStream: false,
      requestSerialize: serialize,
      requestDeserialize: deserialize,
      responseSerialize: serialize,
      // Only a client would read an answer.
      responseDeserialize: deserialize,
    },
    isRequest: (message) => message instanceof request,
    handle: (call, callback) => {
      void respond(() => answer(call.request as Request), callback);
    },
  };
}

async function respond(
  answer: () => Promise<Message> | Message,
  callback: Parameters<handleUnaryCall<Message, Message>>[1],
) {
  try {
    callback(null, await answer());
  } catch (error) {
    const refused = error instanceof InvalidRequest || error instanceof MonitorShutDown;
    callback({ code: refused ? error.code : status.UNKNOWN, details: errorReason(error) });
  }
}

export function addService(server: Server, name: string, service: Service): void {
  const definition: Record<string, MethodDefinition<Message, Message>> = {};
  const handlers: UntypedServiceImplementation = {};
  for (const [method, { definition: described, handle }] of Object.entries(service)) {
    definition[method] = { ...described, path: `/pulumirpc.${name}/${method}` };
    handlers[method] = handle;
  }
  server.addService(definition, handlers);
}
