import { Client, credentials } from "@grpc/grpc-js";
import { CallbackInvokeRequest, CallbackInvokeResponse, type Callback } from "@pulumi/pulumi/proto/callback_pb";
import { InvalidRequestError, MESSAGE_LIMITS } from "../../protocol";

/** The address at which the SDK serves a function of the program. */
export interface CallbackAddress {
  readonly target: string;
  readonly token: string;
}

/**
 * Returns the address in a callback message.
 *
 * @throws InvalidRequestError if the callback is missing
 */
export function callbackAddress(callback: Callback | undefined): CallbackAddress {
  if (callback === undefined) throw new InvalidRequestError("the callback is missing");
  return { target: callback.getTarget(), token: callback.getToken() };
}

/** Matches addresses on the loopback interface, on which the SDK serves callbacks. Other addresses are rejected. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/;

/** Calls transforms and hooks in the program, with one connection per process. */
export class Callbacks {
  readonly #clients = new Map<string, Client>();

  /** @throws InvalidRequestError if the address is not on this machine or the function throws */
  async invoke({ target, token }: CallbackAddress, request: Uint8Array): Promise<Uint8Array> {
    const client = this.#client(target);
    const message = new CallbackInvokeRequest().setToken(token).setRequest(request);
    const response = await new Promise<CallbackInvokeResponse>((resolve, reject) => {
      client.makeUnaryRequest(
        "/pulumirpc.Callbacks/Invoke",
        (value: CallbackInvokeRequest) => Buffer.from(value.serializeBinary()),
        (bytes: Buffer) => CallbackInvokeResponse.deserializeBinary(bytes),
        message,
        (error, value) => {
          if (error !== null) reject(new InvalidRequestError(error.details, { cause: error }));
          else if (value === undefined) reject(new InvalidRequestError("a callback returned no response"));
          else resolve(value);
        },
      );
    });
    return response.getResponse_asU8();
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
  }

  #client(target: string): Client {
    let client = this.#clients.get(target);
    if (client === undefined) {
      if (!LOOPBACK.test(target))
        throw new InvalidRequestError(`the callback address ${target} is not on this machine`);
      client = new Client(target, credentials.createInsecure(), MESSAGE_LIMITS);
      this.#clients.set(target, client);
    }
    return client;
  }
}
