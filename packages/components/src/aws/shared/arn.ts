import type * as pulumi from "@pulumi/pulumi";
import { textLike } from "../../shared/argument-issues";

/** The ARN of a KMS key, in any partition. */
export const kmsKeyArn = textLike(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
  "the ARN of a KMS key",
  "write arn:aws:kms:<region>:<account>:key/<id>, not an alias",
);

/** The ARN of a bucket, with or without a folder in it, in any partition. */
export const bucketArn = textLike(
  /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]+[a-z0-9](\/.*)?$/,
  "the ARN of a bucket",
  "write arn:aws:s3:::<bucket>",
);

/** Where a resource is: the parts of an ARN that its neighbours have too. */
export interface Place {
  readonly partition: pulumi.Output<string>;
  readonly region: pulumi.Output<string>;
  readonly accountId: pulumi.Output<string>;
}

/**
 * The place of a resource that was made, from its ARN. A look-up of the caller's identity says the same, but a preview
 * without an account has no answer to it.
 */
export function placeOf({ arn }: { readonly arn: pulumi.Output<string> }): Place {
  const part = (index: number) => arn.apply((known) => known.split(":")[index] ?? "");
  return { partition: part(1), region: part(3), accountId: part(4) };
}
