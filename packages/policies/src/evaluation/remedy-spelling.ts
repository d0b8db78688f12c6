import { parseUrn, type Resource } from "@roadbed/plan";

/** The first major version of @pulumi/aws with the class names that remedies use. */
const CURRENT_AWS_MAJOR = 7;

/**
 * Matches the classes that earlier versions of @pulumi/aws name with the suffix `V2`, such as `BucketVersioningV2`. In these
 * versions, the names without the suffix do not exist.
 *
 * @see https://www.pulumi.com/registry/packages/aws/how-to-guides/7-0-migration/
 */
const RENAMED_CLASSES =
  /\baws\.s3\.Bucket(?:AccelerateConfiguration|Acl|CorsConfiguration|LifecycleConfiguration|Logging|ObjectLockConfiguration|RequestPaymentConfiguration|ServerSideEncryptionConfiguration|Versioning|WebsiteConfiguration)\b/g;

/** The parts of a resource that contain the version of its provider's SDK. */
export type SdkVersionSource = Partial<Pick<Resource, "options" | "provider">>;

/** Returns a remedy with the class names of the SDK version that registered the resource. */
export function spellRemedy(remedy: string, resource: SdkVersionSource): string {
  const major = awsMajor(resource);
  return major === undefined || major >= CURRENT_AWS_MAJOR ? remedy : remedy.replace(RENAMED_CLASSES, "$&V2");
}

/** Returns the major version of the SDK, which passes its version to the engine and so to the name of default providers. */
function awsMajor({ options, provider }: SdkVersionSource): number | undefined {
  const name = provider === undefined ? "" : (parseUrn(provider)?.name ?? "");
  const [, major] = /^(\d+)\./.exec(options?.version ?? "") ?? /^default_(\d+)_/.exec(name) ?? [];
  return major === undefined ? undefined : Number(major);
}
