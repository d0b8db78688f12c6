import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { allOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const pipeline = "aws:codepipeline/pipeline:Pipeline";
const deploymentGroup = "aws:codedeploy/deploymentGroup:DeploymentGroup";

export const codepipelineEncrypted = defineRule({
  id: "codepipeline-customer-key",
  title: "CodePipeline artifacts are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: pipeline,
  // Without a key, CodePipeline uses the AWS managed key for Amazon S3, whose policy cannot be changed.
  why: "Artifacts that are deployed to production pass through the bucket, and the AWS managed key lets anyone with access to the bucket read and replace these artifacts.",
  remedy: 'Set artifactStores: [{ location, type: "S3", encryptionKey: { id: key.arn, type: "KMS" } }].',
  check: ({ artifactStores }) =>
    (artifactStores ?? [])
      .filter((store) => !specifiesCustomerKey(store.encryptionKey, "id"))
      .map((at) => ({ at, message: "not encrypted with a customer managed key" })),
  examples: {
    pass: [{ artifactStores: [{ location: "b", type: "S3", encryptionKey: { id: "arn", type: "KMS" } }] }],
    fail: [{ artifactStores: [{ location: "b", type: "S3" }] }],
  },
});

export const codepipelineConnections = defineRule({
  id: "codepipeline-no-tokens",
  title: "CodePipeline source actions do not use personal OAuth tokens",
  severity: "high",
  on: pipeline,
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/appendix-github-oauth.html
  why: "A personal OAuth token grants access to all of the owner's repositories and is stored in the stack's state.",
  remedy: 'Set provider: "CodeStarSourceConnection" with configuration: { ConnectionArn: connection.arn, … }.',
  check: ({ stages }) =>
    listOf(stages)
      .flatMap((stage) => listOf(stage.actions))
      .filter(({ configuration }) => "OAuthToken" in (configuration ?? {}))
      .map((at) => ({ at, message: "the action authenticates with a personal OAuth token" })),
  examples: {
    pass: [
      {
        stages: [
          {
            name: "Source",
            actions: [{ provider: "CodeStarSourceConnection", configuration: { ConnectionArn: "arn" } }],
          },
        ],
      },
    ],
    fail: [
      {
        stages: [
          { name: "Source", actions: [{ provider: "GitHub", configuration: { OAuthToken: "t", Repo: "shop" } }] },
        ],
      },
    ],
  },
});

export const codedeployRollback = defineRule({
  id: "codedeploy-rollback",
  title: "CodeDeploy deployment groups roll back failed deployments automatically",
  severity: "low",
  topic: "reliability",
  on: deploymentGroup,
  why: "Without automatic rollback, a failed deployment leaves some instances on a broken version until someone intervenes.",
  remedy: 'Set autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] }.',
  // https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AutoRollbackConfiguration.html: no event is the default
  check: ({ autoRollbackConfiguration }) =>
    !allOf(
      () => autoRollbackConfiguration?.enabled === true,
      () => autoRollbackConfiguration?.events?.includes("DEPLOYMENT_FAILURE") === true,
    ) && { at: "autoRollbackConfiguration", message: "failed deployments are not rolled back automatically" },
  examples: {
    pass: [
      { autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] } },
      { autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_FAILURE"] } },
    ],
    fail: [
      {},
      { autoRollbackConfiguration: { enabled: false, events: ["DEPLOYMENT_FAILURE"] } },
      { autoRollbackConfiguration: { enabled: true } },
      { autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_STOP_ON_REQUEST"] } },
    ],
  },
});

export const codedeployNotAllAtOnce = defineRule({
  id: "codedeploy-not-all-at-once",
  title: "CodeDeploy deployment groups do not deploy all at once",
  severity: "low",
  topic: "reliability",
  on: deploymentGroup,
  why: "A faulty version affects all users before an alarm can stop the deployment.",
  remedy:
    'Set deploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes", or a comparable configuration for Amazon ECS or Amazon EC2.',
  check: ({ deploymentConfigName }) =>
    ["CodeDeployDefault.LambdaAllAtOnce", "CodeDeployDefault.ECSAllAtOnce", "CodeDeployDefault.AllAtOnce"].includes(
      deploymentConfigName ?? "",
    ) && "the new version is deployed all at once",
  examples: {
    pass: [{}, { deploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes" }],
    fail: [{ deploymentConfigName: "CodeDeployDefault.LambdaAllAtOnce" }],
  },
});

export const codecommitApprovals = defineRule({
  id: "codecommit-approvals",
  title: "CodeCommit approval rule templates require at least two approvals",
  severity: "low",
  on: "aws:codecommit/approvalRuleTemplate:ApprovalRuleTemplate",
  why: "A single person, or an attacker with access to that person's account, can approve changes to production code.",
  remedy: "Set NumberOfApprovalsNeeded: 2 in content.",
  check: ({ content }) =>
    allOf(
      () => content !== undefined,
      () => Number(/"NumberOfApprovalsNeeded"\s*:\s*(\d+)/.exec(content ?? "")?.[1] ?? 0) < 2,
    ) && { at: "content", message: "fewer than two approvals are required" },
  examples: {
    pass: [{ content: '{"Version":"2018-11-08","Statements":[{"Type":"Approvers","NumberOfApprovalsNeeded":2}]}' }],
    fail: [{ content: '{"Version":"2018-11-08","Statements":[{"Type":"Approvers","NumberOfApprovalsNeeded":1}]}' }],
  },
});
