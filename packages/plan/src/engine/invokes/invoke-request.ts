import { BinaryReader } from "google-protobuf";
import { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";

/** The field number of `dependsOn`, which SDKs send since 3.270. The message class does not support the field yet. */
const DEPENDS_ON_FIELD = 13;

/** A request with the URNs of the resources that must exist before the request is answered. */
export class DependentInvokeRequest extends ResourceInvokeRequest {
  dependsOn: readonly string[] = [];

  static override deserializeBinary(bytes: Uint8Array): DependentInvokeRequest {
    const message = new DependentInvokeRequest();
    ResourceInvokeRequest.deserializeBinaryFromReader(message, new BinaryReader(bytes));
    message.dependsOn = readStrings(bytes, DEPENDS_ON_FIELD);
    return message;
  }
}

function readStrings(bytes: Uint8Array, field: number): readonly string[] {
  const reader = new BinaryReader(bytes);
  const found: string[] = [];
  while (reader.nextField()) {
    if (reader.getFieldNumber() === field) found.push(reader.readString());
    else reader.skipField();
  }
  return found;
}
