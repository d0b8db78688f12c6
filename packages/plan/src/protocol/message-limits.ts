/** The same limit as in the SDK. Bundles of custom resource definitions and inline assets can be large. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** The gRPC channel options for the message size. */
export const MESSAGE_LIMITS = {
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
};
