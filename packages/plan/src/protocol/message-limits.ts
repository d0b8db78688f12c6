/** The SDK allows messages of 400 MiB, which a bundle of custom resource definitions or an inline asset can need. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

export const MESSAGE_LIMITS = {
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
};
