import { status } from "@grpc/grpc-js";

/** Thrown for an invalid request. The program receives an exception that it can handle. */
export class InvalidRequestError extends Error {
  /** The gRPC status of the response. */
  readonly code = status.INVALID_ARGUMENT;
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "InvalidRequestError";
  }
}

/**
 * Thrown after the run has failed. The SDK then exits without an exception in the program, because the reason has been
 * reported as a diagnostic.
 */
export class MonitorShutdownError extends Error {
  /** The gRPC status of the response. */
  readonly code = status.UNAVAILABLE;
  constructor() {
    super("the preview has ended");
    this.name = "MonitorShutdownError";
  }
}
