import { allOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const pipeline = "aws:codepipeline/pipeline:Pipeline";
const deploymentGroup = "aws:codedeploy/deploymentGroup:DeploymentGroup";

export const codepipelineEncrypted = defineRule({
  id: "codepipeline-customer-key",
  title: "Pipelines encrypt what they hand on with a key of their own",
  severity: "low",
  topic: "customer-keys",
  on: pipeline,
  // Without a key, the key of AWS for S3 is used, which nobody can take away from a stranger in the account.
  why: "What is deployed to production passes through that bucket: whoever may read and write it changes what runs.",
  remedy: 'Set artifactStores: [{ location, type: "S3", encryptionKey: { id: key.arn, type: "KMS" } }].',
  check: ({ artifactStores }) =>
    (artifactStores ?? [])
      .filter((store) => !("encryptionKey" in store))
      .map((at) => ({ at, message: "artifacts are not encrypted with a key of one's own" })),
  examples: {
    pass: [{ artifactStores: [{ location: "b", type: "S3", encryptionKey: { id: "arn", type: "KMS" } }] }],
    fail: [{ artifactStores: [{ location: "b", type: "S3" }] }],
  },
});

export const codepipelineConnections = defineRule({
  id: "codepipeline-no-tokens",
  title: "Pipelines get their source by a connection, not with a token",
  severity: "high",
  on: pipeline,
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/appendix-github-oauth.html
  why: "The token of a person opens all repositories of that person, and stands in the state of the stack.",
  remedy: 'Use provider: "CodeStarSourceConnection" with configuration: { ConnectionArn: connection.arn, … }.',
  check: ({ stages }) =>
    listOf(stages)
      .flatMap((stage) => listOf(stage.actions))
      .filter(({ configuration }) => "OAuthToken" in (configuration ?? {}))
      .map((at) => ({ at, message: "the source is got with the token of a person" })),
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
  title: "Deployments that fail are rolled back",
  severity: "low",
  topic: "reliability",
  on: deploymentGroup,
  why: "Otherwise half of the machines run a version that does not work until somebody wakes up.",
  remedy: 'Set autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] }.',
  check: ({ autoRollbackConfiguration }) =>
    autoRollbackConfiguration?.enabled !== true && "a deployment that fails is left as it is",
  examples: {
    pass: [{ autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] } }],
    fail: [{}, { autoRollbackConfiguration: { enabled: false } }],
  },
});

export const codedeployNotAllAtOnce = defineRule({
  id: "codedeploy-not-all-at-once",
  title: "Functions and tasks get new versions bit by bit",
  severity: "low",
  topic: "reliability",
  on: deploymentGroup,
  why: "All at once, a fault is everybody's before the first alarm can ring.",
  remedy: 'Set deploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes", or the like for ECS.',
  check: ({ deploymentConfigName }) =>
    ["CodeDeployDefault.LambdaAllAtOnce", "CodeDeployDefault.ECSAllAtOnce", "CodeDeployDefault.AllAtOnce"].includes(
      deploymentConfigName ?? "",
    ) && "everybody gets a new version at once",
  examples: {
    pass: [{}, { deploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes" }],
    fail: [{ deploymentConfigName: "CodeDeployDefault.LambdaAllAtOnce" }],
  },
});

export const codecommitApprovals = defineRule({
  id: "codecommit-approvals",
  title: "Changes of code are approved by two",
  severity: "low",
  on: "aws:codecommit/approvalRuleTemplate:ApprovalRuleTemplate",
  why: "One person alone, or whoever has taken over that account, changes what runs in production.",
  remedy: "Set NumberOfApprovalsNeeded: 2 in the content.",
  check: ({ content }) =>
    allOf(
      () => content !== undefined,
      () => Number(/"NumberOfApprovalsNeeded"\s*:\s*(\d+)/.exec(content ?? "")?.[1] ?? 0) < 2,
    ) && { at: "content", message: "fewer than two have to approve" },
  examples: {
    pass: [{ content: '{"Version":"2018-11-08","Statements":[{"Type":"Approvers","NumberOfApprovalsNeeded":2}]}' }],
    fail: [{ content: '{"Version":"2018-11-08","Statements":[{"Type":"Approvers","NumberOfApprovalsNeeded":1}]}' }],
  },
});
