import type * as pulumi from "@pulumi/pulumi";

/**
 * Returns the name that a component gives to an object, as an output that depends on the object.
 *
 * @remarks
 * In previews, `metadata.name` is unknown if the provider is not configured yet, such as that of a cluster that the same program
 * creates. The URN is known, so policies can evaluate the objects that refer to the name.
 */
export const nameOf = (object: pulumi.CustomResource, name: string): pulumi.Output<string> =>
  object.urn.apply(() => name);
