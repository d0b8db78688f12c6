import { BinaryReader } from "google-protobuf";
import { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";

/** `dependsOn`, which SDKs from 3.270 on send and the message class does not know yet. */
const DEPENDS_ON_FIELD = 13;

/** A request with the resources that have to be there before it can be answered. */
export class DependentInvokeRequest extends ResourceInvokeRequest {
  dependsOn: readonly string[] = [];

  static override deserializeBinary(bytes: Uint8Array): DependentInvokeRequest {
    const message = new DependentInvokeRequest();
    ResourceInvokeRequest.deserializeBinaryFromReader(message, new BinaryReader(bytes));
    message.dependsOn = readTexts(bytes, DEPENDS_ON_FIELD);
    return message;
  }
}

function readTexts(bytes: Uint8Array, field: number): readonly string[] {
  const reader = new BinaryReader(bytes);
  const found: string[] = [];
  while (reader.nextField()) {
    if (reader.getFieldNumber() === field) found.push(reader.readString());
    else reader.skipField();
  }
  return found;
}
