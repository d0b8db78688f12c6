import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, idOf } from "../../authoring/example-plan";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const repository = "aws:ecr/repository:Repository";
const lifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

export const ecrLifecycle = defineStackRule({
  id: "ecr-lifecycle",
  title: "Old images are deleted",
  severity: "low",
  controls: { "aws-fsbp": ["ECR.3"] },
  types: [repository],
  why: "Images pile up for years, with all the flaws that were found since, and any of them can still be started.",
  remedy: "Add new aws.ecr.LifecyclePolicy(name, { repository: repository.name, policy: … }).",
  check: (graph) =>
    graph
      .byType(repository)
      .filter((one) => !hasCompanion(graph, one, companion(lifecycle, "repository")))
      .map((resource) => ({ resource, message: "old images are kept for ever" })),
  examples: {
    pass: [examplePlan({ images: [repository, {}], old: [lifecycle, { repository: idOf("images"), policy: "{}" }] })],
    fail: [
      examplePlan({
        images: [repository, {}],
        others: [repository, {}],
        old: [lifecycle, { repository: idOf("others"), policy: "{}" }],
      }),
    ],
  },
});

export const ecrKms = defineRule({
  id: "ecr-kms-encrypted",
  title: "Images are encrypted by KMS",
  severity: "low",
  topic: "customer-keys",
  on: repository,
  why: "With a key of KMS every use is in the log of the account; with the default nothing is.",
  remedy: 'Set encryptionConfigurations: [{ encryptionType: "KMS" }]; it replaces the repository.',
  check: ({ encryptionConfigurations }) =>
    !(encryptionConfigurations ?? []).some(({ encryptionType = "AES256" }) => encryptionType.startsWith("KMS")) && {
      at: "encryptionConfigurations",
      message: "images are encrypted without KMS",
    },
  examples: {
    pass: [{ encryptionConfigurations: [{ encryptionType: "KMS" }] }],
    fail: [{}, { encryptionConfigurations: [{ encryptionType: "AES256" }] }],
  },
});
