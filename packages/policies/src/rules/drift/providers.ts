import { untypedPlan } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const provider = "pulumi:providers:aws";

export const awsProviderRegionSet = defineRule({
  id: "aws-provider-region-set",
  title: "AWS providers name their region",
  severity: "medium",
  topic: "drift",
  on: provider,
  why: "Left out, it is the region of whoever runs the program: another machine deploys everything a second time elsewhere.",
  remedy: 'Write "aws:region": eu-west-1 into Pulumi.<stack>.yaml, or pass region to the Provider.',
  check: (props) => !("region" in props) && { at: "region", message: "the machine that runs the program says where" },
  examples: { pass: [{ region: "eu-west-1" }], fail: [{ profile: "prod" }] },
});

export const awsProviderAccountSet = defineRule({
  id: "aws-provider-account-set",
  title: "AWS providers name their account",
  severity: "medium",
  topic: "drift",
  on: provider,
  why: "With the credentials of another account the program is deployed there without a word, and what the state lists is taken for deleted.",
  remedy:
    'Write "aws:allowedAccountIds": ["123456789012"] into Pulumi.<stack>.yaml, or pass allowedAccountIds to the Provider.',
  check: (props) =>
    allOf(
      () => !("allowedAccountIds" in props),
      // A role is of one account.
      () => !("assumeRoles" in props),
    ) && { at: "allowedAccountIds", message: "any account is accepted" },
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
  title: "AWS providers tag what they make",
  severity: "low",
  topic: "drift",
  on: provider,
  why: "Without a tag that says who owns a resource and which program made it, nobody dares to delete what is left over.",
  remedy:
    'Write "aws:defaultTags": { tags: { Project: … } } into Pulumi.<stack>.yaml, or pass defaultTags to the Provider.',
  check: (props) => !("defaultTags" in props) && { at: "defaultTags", message: "what is made carries no tags" },
  examples: { pass: [{ defaultTags: { tags: { Project: "shop" } } }], fail: [{ region: "eu-west-1" }] },
});

/** The engine records it beside the arguments. */
interface Recorded {
  readonly version?: string;
}

export const awsProviderOneVersion = defineStackRule({
  id: "aws-provider-one-version",
  title: "A stack uses one version of the AWS provider",
  severity: "medium",
  topic: "drift",
  types: [provider],
  why: "Defaults and schemas differ between versions: the same arguments make different resources, depending on which package made them.",
  remedy: "Make all packages depend on one version of @pulumi/aws: npm ls @pulumi/aws shows who brings which.",
  check: (graph) => {
    const providers = graph.byType(provider);
    const versionOf = (one: (typeof providers)[number]) => (one.props as Recorded).version;
    return providers
      .filter((one) =>
        providers.some(
          (other) =>
            other.urn < one.urn &&
            allOf(
              () => versionOf(one) !== undefined,
              () => versionOf(other) !== undefined,
              () => versionOf(other) !== versionOf(one),
            ),
        ),
      )
      .map((resource) => ({ resource, message: "another provider of the stack has another version" }));
  },
  examples: {
    pass: [
      untypedPlan({ one: [provider, { version: "7.48.0" }] }),
      untypedPlan({ one: [provider, { version: "7.48.0" }], other: [provider, { version: "7.48.0" }] }),
      untypedPlan({ one: [provider, { version: "7.48.0" }], other: [provider, { region: "eu-west-1" }] }),
    ],
    fail: [untypedPlan({ one: [provider, { version: "7.48.0" }], other: [provider, { version: "6.83.0" }] })],
  },
});
