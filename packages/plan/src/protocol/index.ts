export { MESSAGE_LIMITS } from "./message-limits";
export { InvalidRequestError, MonitorShutdownError } from "./rpc-errors";
export { serve, socketAddress } from "./server";
export { method, type Service } from "./service";
export {
  decodeStruct,
  decodeTrackedStruct,
  decodeWireValue,
  encodeStruct,
  encodeTrackedStruct,
  type TrackedProperties,
} from "./struct";
