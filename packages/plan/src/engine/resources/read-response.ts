import { BinaryWriter } from "google-protobuf";
import { ReadResourceResponse } from "@pulumi/pulumi/proto/resource_pb";

/** The field number of `id`. SDK 3.276 reads the field, but SDK 3.248 and the message class do not support it yet. */
const ID_FIELD = 5;

/**
 * A response that contains the resource's ID. Newer SDKs treat the ID as unknown if the response does not contain it.
 */
export class IdentifiedReadResponse extends ReadResourceResponse {
  readonly #id: string;

  /** @param id - the ID, or undefined if it is unknown */
  constructor(id: string | undefined) {
    super();
    this.#id = id ?? "";
  }

  /** Returns the ID to an SDK in this process, which receives the message without serialization. */
  getId(): string {
    return this.#id;
  }

  override serializeBinary(): Uint8Array {
    if (this.#id === "") return super.serializeBinary();
    const writer = new BinaryWriter();
    writer.writeString(ID_FIELD, this.#id);
    return Buffer.concat([super.serializeBinary(), writer.getResultBuffer()]);
  }
}
