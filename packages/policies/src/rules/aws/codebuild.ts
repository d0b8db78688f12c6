import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { isSecretVariable } from "../../conditions/secret-variables";

const project = "aws:codebuild/project:Project";

export const codebuildNotPrivileged = defineRule({
  id: "codebuild-not-privileged",
  title: "CodeBuild projects do not use privileged mode",
  severity: "high",
  on: project,
  why: "A privileged build has root access to its host, so code from a pull request can reach data left by other builds.",
  remedy: "Remove privilegedMode: true. Build container images with a daemonless tool, or on dedicated hosts.",
  check: ({ environment }) => environment?.privilegedMode === true && "privileged mode is enabled",
  examples: {
    pass: [{}, { environment: { privilegedMode: false } }],
    fail: [{ environment: { privilegedMode: true } }],
  },
});

export const codebuildEnvNoSecrets = defineRule({
  id: "codebuild-env-no-secrets",
  title: "CodeBuild projects do not pass secrets as plaintext environment variables",
  severity: "critical",
  controls: { "aws-fsbp": ["CodeBuild.2"] },
  on: project,
  why: "Anyone with permission to view the project can read the values, and builds print the values in their logs.",
  remedy:
    'Store the value in AWS Secrets Manager, and set environmentVariables: [{ name: "API_TOKEN", type: "SECRETS_MANAGER", value: secret.name }] in environment.',
  check: ({ environment }) =>
    (environment?.environmentVariables ?? [])
      .filter((variable) =>
        allOf(
          () => (variable.type ?? "PLAINTEXT") === "PLAINTEXT",
          () =>
            anyOf(
              () => ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].includes(variable.name ?? ""),
              () => isSecretVariable(variable.name ?? "", () => variable.value),
            ),
        ),
      )
      .map((at) => ({ at, message: "an environment variable contains a secret" })),
  examples: {
    pass: [
      { environment: { environmentVariables: [{ name: "STAGE", value: "prod" }] } },
      { environment: { environmentVariables: [{ name: "API_TOKEN", type: "SECRETS_MANAGER", value: "shop/api" }] } },
    ],
    fail: [
      { environment: { environmentVariables: [{ name: "API_TOKEN", value: "hunter2" }] } },
      { environment: { environmentVariables: [{ name: "AWS_ACCESS_KEY_ID", value: "key", type: "PLAINTEXT" }] } },
    ],
  },
});

export const codebuildLogs = defineRule({
  id: "codebuild-logs",
  title: "CodeBuild projects have logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["CodeBuild.4"] },
  on: project,
  why: "Without logs, you cannot determine later what a build did or why.",
  remedy:
    'Remove status: "DISABLED" from logsConfig.cloudwatchLogs, or set logsConfig: { s3Logs: { status: "ENABLED", location } }.',
  check: ({ logsConfig }) =>
    logsConfig !== undefined &&
    allOf(
      () => logsConfig.cloudwatchLogs?.status === "DISABLED",
      () => (logsConfig.s3Logs?.status ?? "DISABLED") === "DISABLED",
    ) && { at: logsConfig, message: "logging is disabled" },
  examples: {
    pass: [
      {},
      { logsConfig: { cloudwatchLogs: { status: "ENABLED" } } },
      { logsConfig: { cloudwatchLogs: { status: "DISABLED" }, s3Logs: { status: "ENABLED", location: "b/p" } } },
    ],
    fail: [{ logsConfig: { cloudwatchLogs: { status: "DISABLED" } } }],
  },
});

export const codebuildLogsEncrypted = defineRule({
  id: "codebuild-logs-encrypted",
  title: "CodeBuild projects encrypt build logs in S3",
  severity: "medium",
  controls: { "aws-fsbp": ["CodeBuild.3"] },
  on: project,
  why: "Builds can print secrets by accident, and the bucket then stores the secrets unencrypted.",
  remedy: "Remove encryptionDisabled: true from logsConfig.s3Logs.",
  check: ({ logsConfig }) => logsConfig?.s3Logs?.encryptionDisabled === true && "encryption of S3 logs is disabled",
  fix: { logsConfig: { s3Logs: { encryptionDisabled: false } } },
  examples: {
    pass: [{}, { logsConfig: { s3Logs: { status: "ENABLED", location: "b/p" } } }],
    fail: [{ logsConfig: { s3Logs: { status: "ENABLED", location: "b/p", encryptionDisabled: true } } }],
  },
});

export const codebuildArtifactsEncrypted = defineRule({
  id: "codebuild-artifacts-encrypted",
  title: "CodeBuild projects encrypt build artifacts",
  severity: "medium",
  on: project,
  why: "Without encryption, anyone with read access to the bucket can read the code and everything built from it.",
  remedy: "Remove encryptionDisabled: true from artifacts and secondaryArtifacts.",
  check: (props) =>
    listOf(
      () => props.artifacts,
      () => props.secondaryArtifacts,
    )
      .filter((artifacts) =>
        allOf(
          () => artifacts.type !== "NO_ARTIFACTS",
          () => artifacts.encryptionDisabled === true,
        ),
      )
      .map((at) => ({ at, message: "encryption of artifacts is disabled" })),
  examples: {
    pass: [
      { artifacts: { type: "S3" } },
      { artifacts: { type: "NO_ARTIFACTS", encryptionDisabled: true } },
      { secondaryArtifacts: [{ type: "NO_ARTIFACTS", artifactIdentifier: "b", encryptionDisabled: true }] },
    ],
    fail: [
      { artifacts: { type: "S3", encryptionDisabled: true } },
      {
        artifacts: { type: "S3" },
        secondaryArtifacts: [{ type: "S3", artifactIdentifier: "b", encryptionDisabled: true }],
      },
    ],
  },
});

export const codebuildNotPublic = defineRule({
  id: "codebuild-not-public",
  title: "CodeBuild projects do not make build results public",
  severity: "high",
  on: project,
  // https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html
  why: "Anyone can read the logs and artifacts of every build, including data that builds print or store by accident.",
  remedy: 'Remove projectVisibility, or set it to "PRIVATE".',
  check: ({ projectVisibility }) => projectVisibility === "PUBLIC_READ" && "build results are public",
  examples: { pass: [{}, { projectVisibility: "PRIVATE" }], fail: [{ projectVisibility: "PUBLIC_READ" }] },
});

export const codebuildReportsEncrypted = defineRule({
  id: "codebuild-reports-encrypted",
  title: "CodeBuild report groups encrypt exported test reports",
  severity: "medium",
  controls: { "aws-fsbp": ["CodeBuild.7"] },
  on: "aws:codebuild/reportGroup:ReportGroup",
  why: "Without encryption, anyone with read access to the bucket can read the code, test data, and failures in the reports.",
  remedy:
    "Remove encryptionDisabled: true from exportConfig.s3Destination, and set encryptionKey to the ARN of an aws.kms.Key.",
  check: ({ exportConfig }) =>
    exportConfig?.s3Destination?.encryptionDisabled === true && "encryption of exported reports is disabled",
  examples: {
    pass: [
      { exportConfig: { type: "NO_EXPORT" } },
      { exportConfig: { type: "S3", s3Destination: { bucket: "b", encryptionKey: "arn" } } },
    ],
    fail: [{ exportConfig: { type: "S3", s3Destination: { bucket: "b", encryptionDisabled: true } } }],
  },
});
