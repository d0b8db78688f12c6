import { spellRemedy } from "./remedy-spelling";

const REMEDY = "Add an aws.s3.BucketVersioning with bucket: bucket.id, and an aws.s3.BucketPolicy.";
const OLD_REMEDY = REMEDY.replace("BucketVersioning", "BucketVersioningV2");
const urnOf = (name: string) => `urn:pulumi:dev::shop::pulumi:providers:aws::${name}`;

describe("spellRemedy", () => {
  it.each([
    ["@pulumi/aws 5", { options: { version: "5.43.0" } }, OLD_REMEDY],
    ["@pulumi/aws 6", { options: { version: "6.83.4" } }, OLD_REMEDY],
    ["@pulumi/aws 7", { options: { version: "7.48.0" } }, REMEDY],
    ["a default provider of version 6", { options: {}, provider: urnOf("default_6_83_4") }, OLD_REMEDY],
    ["a default provider of version 7", { options: {}, provider: urnOf("default_7_48_0") }, REMEDY],
    ["a provider without a version", { options: {}, provider: urnOf("main") }, REMEDY],
    ["no provider", { options: {} }, REMEDY],
  ])("names the classes of %s", (_, resource, remedy) => {
    expect(spellRemedy(REMEDY, resource)).toBe(remedy);
  });

  it("renames each class that has another name", () => {
    const text = "aws.s3.BucketLogging, aws.s3.BucketObjectLockConfiguration, aws.s3.BucketLoggingV2";
    expect(spellRemedy(text, { options: { version: "6.0.0" } })).toBe(
      "aws.s3.BucketLoggingV2, aws.s3.BucketObjectLockConfigurationV2, aws.s3.BucketLoggingV2",
    );
  });
});
