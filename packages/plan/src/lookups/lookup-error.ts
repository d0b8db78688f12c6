/** A look-up that the real provider would refuse too: the program sees the message as the invoke's failure. */
export class LookupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LookupError";
  }
}
