import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const repository = "aws:ecr/repository:Repository";
const lifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

export const ecrLifecycle = defineStackRule({
  id: "ecr-lifecycle",
  title: "ECR repositories have a lifecycle policy",
  severity: "low",
  controls: { "aws-fsbp": ["ECR.3"] },
  types: [repository],
  why: "Without a lifecycle policy, outdated images with known vulnerabilities accumulate, and any of them can still be deployed.",
  remedy: "Add an aws.ecr.LifecyclePolicy with repository: repository.name and a policy that expires outdated images.",
  check: (graph) =>
    graph
      .byType(repository)
      .filter((resource) => !hasCompanion(graph, resource, companion(lifecycle, "repository")))
      .map((resource) => ({ resource, message: "the repository has no lifecycle policy" })),
  examples: {
    pass: [
      examplePlan({ images: [repository, {}], old: [lifecycle, { repository: exampleId("images"), policy: "{}" }] }),
    ],
    fail: [
      examplePlan({
        images: [repository, {}],
        recent: [repository, {}],
        old: [lifecycle, { repository: exampleId("recent"), policy: "{}" }],
      }),
    ],
  },
});

export const ecrKms = defineRule({
  id: "ecr-kms-encrypted",
  title: "ECR repositories are encrypted with AWS KMS",
  severity: "low",
  topic: "customer-keys",
  on: repository,
  why: "With KMS encryption, CloudTrail records every use of the key. The default encryption leaves no such record.",
  remedy: 'Set encryptionConfigurations: [{ encryptionType: "KMS" }]. This change replaces an existing repository.',
  check: ({ encryptionConfigurations }) =>
    !(encryptionConfigurations ?? []).some(({ encryptionType = "AES256" }) => encryptionType.startsWith("KMS")) && {
      at: "encryptionConfigurations",
      message: "the repository is not encrypted with AWS KMS",
    },
  examples: {
    pass: [{ encryptionConfigurations: [{ encryptionType: "KMS" }] }],
    fail: [{}, { encryptionConfigurations: [{ encryptionType: "AES256" }] }],
  },
});
