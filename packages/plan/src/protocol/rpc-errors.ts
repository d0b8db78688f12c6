import { status } from "@grpc/grpc-js";

/** Thrown for an invalid request. The program receives an exception and can continue. */
export class InvalidRequest extends Error {
  readonly code = status.INVALID_ARGUMENT;
}

/**
 * Thrown after the run has failed. The SDK then exits without an exception in the program, because the reason has been
 * reported as a diagnostic.
 */
export class MonitorShutDown extends Error {
  readonly code = status.UNAVAILABLE;
  constructor() {
    super("the preview has ended");
  }
}
