import * as pulumi from "@pulumi/pulumi";
import { matching } from "../../shared/checks";

/** Accepts the ARN of a KMS key in any partition. */
export const kmsKeyArn = matching(
  /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
  "the ARN of a KMS key",
  "Use arn:aws:kms:<region>:<account>:key/<id>. An alias is not accepted.",
);

/** Accepts the ARN of an S3 bucket in any partition, optionally followed by a prefix. */
export const bucketArn = matching(
  /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]+[a-z0-9](\/.*)?$/,
  "the ARN of an S3 bucket",
  "Use arn:aws:s3:::<bucket>.",
);

/** Accepts the ARN of an IAM role in any partition. */
export const iamRoleArn = matching(
  /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
  "the ARN of an IAM role",
  "Use arn:aws:iam::<account>:role/<name>.",
);

/** The partition, Region, and account of a resource. */
export interface ArnScope {
  readonly partition: pulumi.Output<string>;
  readonly region: pulumi.Output<string>;
  readonly accountId: pulumi.Output<string>;
}

/**
 * Returns the partition, Region, and account of a created resource, read from the resource's ARN and its output `region`.
 *
 * @remarks
 * A lookup of the caller identity would return the same values, but would fail in a preview without credentials. The output
 * `region` is known in a preview, and the ARN is not.
 */
export function arnScope({ arn, region }: RegionalResource): ArnScope {
  const part = (index: number) => arn.apply((value) => value.split(":")[index] ?? "");
  return { partition: part(1), region: region ?? part(3), accountId: part(4) };
}

/** A resource with an ARN. Global resources, such as IAM roles, have no Region. */
interface RegionalResource {
  readonly arn: pulumi.Output<string>;
  readonly region?: pulumi.Output<string>;
}

/** Returns the ARNs of policies that AWS manages, given their names and, for some, their paths: `service-role/<name>`. */
export function awsPolicyArns(
  { partition }: { readonly partition: pulumi.Input<string> },
  policies: Readonly<Record<string, string>>,
): Record<string, pulumi.Output<string>> {
  const arns = Object.entries(policies).map(
    ([name, policy]) => [name, pulumi.interpolate`arn:${partition}:iam::aws:policy/${policy}`] as const,
  );
  return Object.fromEntries(arns);
}
