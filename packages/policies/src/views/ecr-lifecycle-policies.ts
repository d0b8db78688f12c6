import { listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView } from "../authoring/define-view";

/** A rule of an ECR lifecycle policy: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
export interface EcrLifecycleRule {
  readonly rulePriority?: number;
  readonly selection?: {
    readonly tagStatus?: string;
    readonly tagPatternList?: readonly string[];
    readonly tagPrefixList?: readonly string[];
    readonly storageClass?: string;
    readonly countType?: string;
  };
}

interface EcrLifecyclePolicy {
  readonly rules?: readonly EcrLifecycleRule[];
}

const HINT = "pass the policy as an object, so that its known parts can be evaluated";

type LifecycleType =
  | "aws:ecr/lifecyclePolicy:LifecyclePolicy"
  | "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";

const documents = defineView<Document<EcrLifecyclePolicy>>()({
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": (props) => [new Document(props, "policy", { hint: HINT })],
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": (props) => [
    new Document(props, "lifecyclePolicy", { hint: HINT }),
  ],
});

/** A lifecycle policy with its parsed rules. */
interface EcrLifecyclePolicyRules {
  readonly rules: readonly EcrLifecycleRule[];
}

/** The lifecycle policies of ECR. */
export const ecrLifecyclePolicies = deriveView<Document<EcrLifecyclePolicy>, EcrLifecyclePolicyRules, LifecycleType>(
  documents,
  (document) => [
    {
      get rules() {
        return listOf(document.content?.rules);
      },
    },
  ],
);

/** Returns the rules of a lifecycle policy resource. */
export const lifecycleRulesOf = (props: { readonly policy?: unknown }): readonly EcrLifecycleRule[] =>
  listOf(new Document<EcrLifecyclePolicy>(props, "policy", { hint: HINT }).content?.rules);
