import { Client, credentials } from "@grpc/grpc-js";
import { CallbackInvokeRequest, CallbackInvokeResponse, type Callback } from "@pulumi/pulumi/proto/callback_pb";
import { InvalidRequest, MESSAGE_LIMITS } from "../../protocol";

/** Where a function of the program can be called. */
export interface CallbackAddress {
  readonly target: string;
  readonly token: string;
}

export function callbackAddress(callback: Callback | undefined): CallbackAddress {
  if (callback === undefined) throw new InvalidRequest("the callback is missing");
  return { target: callback.getTarget(), token: callback.getToken() };
}

/** The SDK serves callbacks on this machine; an address elsewhere is not followed. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/;

/** Calls functions that live in the program: transforms and hooks. One connection for each process that has some. */
export class Callbacks {
  readonly #clients = new Map<string, Client>();

  /** @throws InvalidRequest for an address outside this machine, or with what the function threw */
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
          if (error !== null) reject(new InvalidRequest(error.details, { cause: error }));
          else if (value === undefined) reject(new InvalidRequest("a callback gave no answer"));
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
      if (!LOOPBACK.test(target)) throw new InvalidRequest(`the callback address ${target} is not on this machine`);
      client = new Client(target, credentials.createInsecure(), MESSAGE_LIMITS);
      this.#clients.set(target, client);
    }
    return client;
  }
}
