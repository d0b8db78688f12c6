/** Thrown if a data source lookup fails. The program receives the message as the failure of the call. */
export class LookupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LookupError";
  }
}
