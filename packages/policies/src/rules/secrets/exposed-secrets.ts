import { definePlanRule } from "../../authoring/define-plan-rule";
import { exposedSecretIssue, functionPlan } from "../../conditions/exposed-secrets";

export const secretsMarked = definePlanRule({
  id: "pulumi-secrets-marked",
  title: "Values that contain secrets of the configuration are marked as secret",
  severity: "high",
  why: "Pulumi encrypts only values that are marked as secret. It stores all others in plain text in the state, where everyone who can read the state finds the secret.",
  remedy:
    "Read the secret with config.requireSecret or requireSecretObject, or wrap it in pulumi.secret, and derive other values with pulumi.interpolate or apply. The option additionalSecretOutputs does not encrypt inputs. Set values that are not confidential without --secret.",
  appliesTo: ({ exposedSecrets }) => exposedSecrets !== undefined,
  check: ({ exposedSecrets = [] }) => exposedSecrets.map(exposedSecretIssue),
  examples: {
    pass: [functionPlan({ isMarked: true })],
    fail: [functionPlan({ isMarked: false })],
  },
});
