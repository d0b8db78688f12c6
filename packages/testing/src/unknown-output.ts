import * as pulumi from "@pulumi/pulumi";

/** Returns an output whose value is unknown during previews, such as the ID of a resource that does not exist yet. */
export const unknownOutput = <T>(): pulumi.Output<T> =>
  pulumi.output(pulumi.unknown as unknown as T) as pulumi.Output<T>;
