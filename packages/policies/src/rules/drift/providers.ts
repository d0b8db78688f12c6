import { untypedPlan } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const provider = "pulumi:providers:aws";

export const awsProviderRegionSet = defineRule({
  id: "aws-provider-region-set",
  title: "AWS providers specify a Region",
  severity: "medium",
  topic: "drift",
  on: provider,
  why: "Without a Region, the provider uses the Region from the environment, so running the program elsewhere can deploy all resources again in another Region.",
  remedy: 'Set aws:region: eu-west-1 in the Pulumi.<stack>.yaml file, or pass region: "eu-west-1" to the Provider.',
  check: (props) => !("region" in props) && { at: "region", message: "the Region depends on the environment" },
  examples: { pass: [{ region: "eu-west-1" }], fail: [{ profile: "prod" }] },
});

export const awsProviderAccountSet = defineRule({
  id: "aws-provider-account-set",
  title: "AWS providers specify the target account",
  severity: "medium",
  topic: "drift",
  recommended: false,
  on: provider,
  why: "With credentials for another account, Pulumi deploys the program there, and a refresh treats the resources in the state as deleted.",
  remedy:
    'Set aws:allowedAccountIds: ["123456789012"] in the Pulumi.<stack>.yaml file, or pass allowedAccountIds: ["123456789012"] to the Provider.',
  check: (props) =>
    allOf(
      () => !("allowedAccountIds" in props),
      // An assumed role belongs to exactly one account.
      () => !("assumeRoles" in props),
    ) && { at: "allowedAccountIds", message: "any AWS account is accepted" },
  examples: {
    pass: [
      { region: "eu-west-1", allowedAccountIds: ["123456789012"] },
      { assumeRoles: [{ roleArn: "arn:aws:iam::123456789012:role/deploy" }] },
    ],
    fail: [{ region: "eu-west-1" }],
  },
});

export const awsProviderDefaultTags = defineRule({
  id: "aws-provider-default-tags",
  title: "AWS providers set default tags",
  severity: "low",
  topic: "drift",
  recommended: false,
  on: provider,
  why: "Without tags for the owner and the program, leftover resources cannot be attributed to an owner and are rarely deleted.",
  remedy:
    "Set aws:defaultTags: { tags: { Project: … } } in the Pulumi.<stack>.yaml file, or pass defaultTags: { tags: { Project: … } } to the Provider.",
  check: (props) => !("defaultTags" in props) && { at: "defaultTags", message: "defaultTags is not set" },
  examples: { pass: [{ defaultTags: { tags: { Project: "shop" } } }], fail: [{ region: "eu-west-1" }] },
});

/** The version that the engine records with a provider's inputs. */
interface RecordedVersion {
  readonly version?: string;
}

export const awsProviderOneVersion = defineStackRule({
  id: "aws-provider-one-version",
  title: "All AWS providers in a stack use the same version",
  severity: "medium",
  topic: "drift",
  types: [provider],
  why: "Defaults and schemas differ between versions, so the same arguments create different resources depending on the package that declares them.",
  remedy:
    "Make all packages depend on one version of @pulumi/aws. Run npm ls @pulumi/aws to list which package requires which version.",
  check: (graph) => {
    const providers = graph.byType(provider);
    const versionOf = (resource: (typeof providers)[number]) => (resource.props as RecordedVersion).version;
    return providers
      .filter((current) =>
        providers.some(
          (other) =>
            other.urn < current.urn &&
            allOf(
              () => versionOf(current) !== undefined,
              () => versionOf(other) !== undefined,
              () => versionOf(other) !== versionOf(current),
            ),
        ),
      )
      .map((resource) => ({ resource, message: "another AWS provider in the stack has a different version" }));
  },
  examples: {
    pass: [
      untypedPlan({ main: [provider, { version: "7.48.0" }] }),
      untypedPlan({ main: [provider, { version: "7.48.0" }], other: [provider, { version: "7.48.0" }] }),
      untypedPlan({ main: [provider, { version: "7.48.0" }], other: [provider, { region: "eu-west-1" }] }),
    ],
    fail: [untypedPlan({ main: [provider, { version: "7.48.0" }], other: [provider, { version: "6.83.0" }] })],
  },
});
