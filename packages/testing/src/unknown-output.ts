import * as pulumi from "@pulumi/pulumi";

/** An output that no preview knows, as an argument has it that comes from a resource which is still to be made. */
export const unknownOutput = <T>(): pulumi.Output<T> =>
  pulumi.output(pulumi.unknown as unknown as T) as pulumi.Output<T>;
