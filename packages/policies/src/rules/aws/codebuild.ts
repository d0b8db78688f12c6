import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { isSecretVariable } from "../../conditions/secret-variables";

const project = "aws:codebuild/project:Project";

export const codebuildNotPrivileged = defineRule({
  id: "codebuild-not-privileged",
  title: "Builds are not privileged",
  severity: "high",
  on: project,
  why: "A privileged build is root on the machine that runs it: code of a pull request reaches what other builds left there.",
  remedy: "Drop privilegedMode: true; build images with a tool that needs no daemon, or on a machine kept for that.",
  check: ({ environment }) => environment?.privilegedMode === true && "the build is privileged",
  examples: {
    pass: [{}, { environment: { privilegedMode: false } }],
    fail: [{ environment: { privilegedMode: true } }],
  },
});

export const codebuildEnvNoSecrets = defineRule({
  id: "codebuild-env-no-secrets",
  title: "Variables of builds hold no secrets",
  severity: "critical",
  controls: { "aws-fsbp": ["CodeBuild.2"] },
  on: project,
  why: "Everyone who may look at the project reads them, and builds print them.",
  remedy: 'Write { name: "API_TOKEN", type: "SECRETS_MANAGER", value: secret.name }.',
  check: ({ environment }) =>
    (environment?.environmentVariables ?? [])
      .filter((variable) =>
        allOf(
          () => (variable.type ?? "PLAINTEXT") === "PLAINTEXT",
          () =>
            anyOf(
              () => ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].includes(variable.name ?? ""),
              () => isSecretVariable(variable.name ?? "", variable.value ?? ""),
            ),
        ),
      )
      .map((at) => ({ at, message: "a variable holds a secret" })),
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
  title: "Builds write logs",
  severity: "medium",
  controls: { "aws-fsbp": ["CodeBuild.4"] },
  on: project,
  why: "Without them nobody can say afterwards what a build did, or who made it do so.",
  remedy:
    'Drop status: "DISABLED" of logsConfig.cloudwatchLogs, or set logsConfig: { s3Logs: { status: "ENABLED", location } }.',
  check: ({ logsConfig }) =>
    logsConfig !== undefined &&
    allOf(
      () => logsConfig.cloudwatchLogs?.status === "DISABLED",
      () => (logsConfig.s3Logs?.status ?? "DISABLED") === "DISABLED",
    ) && { at: logsConfig, message: "the build writes no logs" },
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
  title: "Logs of builds are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["CodeBuild.3"] },
  on: project,
  why: "Builds print secrets by mistake; the bucket then holds them in clear text.",
  remedy: "Drop encryptionDisabled of logsConfig.s3Logs.",
  check: ({ logsConfig }) => logsConfig?.s3Logs?.encryptionDisabled === true && "logs of builds are not encrypted",
  fix: { logsConfig: { s3Logs: { encryptionDisabled: false } } },
  examples: {
    pass: [{}, { logsConfig: { s3Logs: { status: "ENABLED", location: "b/p" } } }],
    fail: [{ logsConfig: { s3Logs: { status: "ENABLED", location: "b/p", encryptionDisabled: true } } }],
  },
});

export const codebuildArtifactsEncrypted = defineRule({
  id: "codebuild-artifacts-encrypted",
  title: "What builds make is encrypted",
  severity: "medium",
  on: project,
  why: "Whoever may read the bucket may read the code, and what was built into it.",
  remedy: "Drop encryptionDisabled of artifacts.",
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
      .map((at) => ({ at, message: "what the build makes is not encrypted" })),
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
  title: "Results of builds are not public",
  severity: "high",
  on: project,
  // https://docs.aws.amazon.com/codebuild/latest/userguide/public-builds.html
  why: "Logs and artifacts of every build can be read by everybody, with whatever they hold by mistake.",
  remedy: "Drop projectVisibility.",
  check: ({ projectVisibility }) => projectVisibility === "PUBLIC_READ" && "everybody can read the results of builds",
  examples: { pass: [{}, { projectVisibility: "PRIVATE" }], fail: [{ projectVisibility: "PUBLIC_READ" }] },
});

export const codebuildReportsEncrypted = defineRule({
  id: "codebuild-reports-encrypted",
  title: "Exported reports of tests are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["CodeBuild.7"] },
  on: "aws:codebuild/reportGroup:ReportGroup",
  why: "Reports show code, data of tests and what fails.",
  remedy: "Drop encryptionDisabled of exportConfig.s3Destination, and set encryptionKey.",
  check: ({ exportConfig }) => exportConfig?.s3Destination?.encryptionDisabled === true && "reports are not encrypted",
  examples: {
    pass: [
      { exportConfig: { type: "NO_EXPORT" } },
      { exportConfig: { type: "S3", s3Destination: { bucket: "b", encryptionKey: "arn" } } },
    ],
    fail: [{ exportConfig: { type: "S3", s3Destination: { bucket: "b", encryptionDisabled: true } } }],
  },
});
