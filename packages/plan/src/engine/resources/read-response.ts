import { BinaryWriter } from "google-protobuf";
import { ReadResourceResponse } from "@pulumi/pulumi/proto/resource_pb";

/** The field `id`, which newer SDKs read (3.276, not yet 3.248) and the message class does not support yet. */
const ID_FIELD = 5;

/** A response with the ID of the resource. Newer SDKs treat a response without an ID as unknown. */
export class IdentifiedReadResponse extends ReadResourceResponse {
  readonly #id: string;

  /** @param id - the ID, or undefined if it is unknown */
  constructor(id: string | undefined) {
    super();
    this.#id = id ?? "";
  }

  /** For an SDK in this process, which receives the message without serialization. */
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
