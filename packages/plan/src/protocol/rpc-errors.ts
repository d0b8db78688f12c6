import { status } from "@grpc/grpc-js";

/** The program asked for something it may not, or wrongly: it gets this as an exception and can go on. */
export class InvalidRequest extends Error {
  readonly code = status.INVALID_ARGUMENT;
}

/**
 * The run is over. The SDK ends the program quietly on this status, without an exception in the program's code; the
 * reason has been recorded as a diagnostic.
 */
export class MonitorShutDown extends Error {
  readonly code = status.UNAVAILABLE;
  constructor() {
    super("the preview has ended");
  }
}
