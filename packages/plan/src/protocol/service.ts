import {
  status,
  type handleUnaryCall,
  type MethodDefinition,
  type Server,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import { errorReason } from "../errors";
import { InvalidRequestError, MonitorShutdownError } from "./rpc-errors";

/** A message class that protoc generated. */
interface MessageClass<Type extends Message> {
  new (...data: never[]): Type;
  deserializeBinary(bytes: Uint8Array): Type;
}

/** A service method with its handler. */
export interface Method {
  readonly definition: MethodDefinition<Message, Message>;
  readonly handle: handleUnaryCall<Message, Message>;
  /** Whether a message is an instance of the class that `handle` expects. Each copy of the SDK has its own classes. */
  readonly isRequest: (message: Message) => boolean;
}

/** The methods of a service by name. A call to any other method fails with UNIMPLEMENTED. */
export type Service = Readonly<Record<string, Method>>;

/**
 * Creates a method from a request class and a function. If the function throws, the error becomes the status of the
 * call.
 */
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
      // This function is required, but never called, because only clients deserialize responses.
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
    const isExpected = error instanceof InvalidRequestError || error instanceof MonitorShutdownError;
    callback({ code: isExpected ? error.code : status.UNKNOWN, details: errorReason(error) });
  }
}

/** Adds one of Pulumi's services to a server. */
export function addService(server: Server, name: string, service: Service): void {
  const definition: Record<string, MethodDefinition<Message, Message>> = {};
  const handlers: UntypedServiceImplementation = {};
  for (const [method, { definition: described, handle }] of Object.entries(service)) {
    definition[method] = { ...described, path: `/pulumirpc.${name}/${method}` };
    handlers[method] = handle;
  }
  server.addService(definition, handlers);
}
