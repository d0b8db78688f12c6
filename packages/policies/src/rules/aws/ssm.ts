import { jsonIn } from "../../authoring/example-policy";
import { allOf, anyOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { isCredential, isSecretVariable } from "../../conditions/secret-variables";
import { withStandIns } from "../../kernel/stand-ins";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { sessionDocuments } from "../../views/session-documents";

const document = "aws:ssm/document:Document";
const parameter = "aws:ssm/parameter:Parameter";

type Parameter = InputsOf<typeof parameter>;

/** Whether a comma-separated list of accounts contains `all`, in any case, which shares a document publicly. */
const isPublic = (accounts = "") => accounts.split(",").some((account) => account.trim().toLowerCase() === "all");

export const ssmDocumentsPrivate = defineRule({
  id: "ssm-documents-private",
  title: "SSM documents are not public",
  severity: "critical",
  controls: { "aws-fsbp": ["SSM.4"] },
  on: document,
  why: "Anyone with an AWS account can read and run the document, and scripts reveal how instances are configured and where secrets are stored.",
  remedy: 'Share the document with specific accounts: permissions: { type: "Share", account_ids: "123456789012" }.',
  // The provider expects account_ids, because Pulumi does not translate the keys of maps. Some programs set accountIds.
  check: ({ permissions }) =>
    anyOf(
      () => isPublic(permissions?.account_ids),
      () => isPublic(permissions?.accountIds),
    ) && "the document is public",
  examples: {
    pass: [{}, { permissions: { type: "Share", account_ids: "123456789012,210987654321" } }],
    fail: [
      { permissions: { type: "Share", account_ids: "All" } },
      { permissions: { type: "Share", account_ids: "123456789012, all" } },
      { permissions: { type: "Share", accountIds: "All" } },
    ],
  },
});

const SHARING = "/ssm/documents/console/public-sharing-permission";

export const ssmPublicSharingBlocked = defineRule({
  id: "ssm-public-sharing-blocked",
  title: "SSM service settings block public sharing of documents",
  severity: "critical",
  controls: { "aws-fsbp": ["SSM.7"] },
  on: "aws:ssm/serviceSetting:ServiceSetting",
  why: "Unless public sharing is blocked, anyone with permission to share documents can make a script public with a single API call.",
  remedy: `Set settingValue: "Disable" for the setting ${SHARING}.`,
  check: (setting) =>
    allOf(
      () => (setting.settingId ?? "").endsWith(SHARING),
      () => setting.settingValue !== "Disable",
    ) && { at: "settingValue", message: "public sharing of documents is not blocked" },
  examples: {
    pass: [
      { settingId: SHARING, settingValue: "Disable" },
      { settingId: "/ssm/parameter-store/high-throughput-enabled", settingValue: "true" },
    ],
    fail: [{ settingId: `arn:aws:ssm:eu-west-1:123456789012:servicesetting${SHARING}`, settingValue: "Enable" }],
  },
});

export const ssmSecretsEncrypted = defineRule({
  id: "ssm-secrets-encrypted",
  title: "SSM parameters that contain secrets are encrypted",
  severity: "high",
  on: parameter,
  options: {
    everyParameter: booleanOption(
      false,
      "Whether every parameter must be encrypted, regardless of its name and value.",
    ),
  },
  why: "Anyone with permission to read parameters can see the value of a String parameter in the console and in API responses.",
  remedy: 'Set type: "SecureString", and rotate the exposed value.',
  check: (inputs, context) =>
    allOf(
      () => inputs.type !== "SecureString",
      () =>
        anyOf(
          () => context.options.everyParameter,
          () => isCredential(withStandIns(() => valueOf(inputs))),
          () => isSecretVariable(lastSegment(inputs.name ?? context.resource.name), () => valueOf(inputs)),
        ),
    ) && { at: "type", message: "the parameter is not encrypted" },
  examples: {
    pass: [
      { type: "SecureString", name: "/orders/prod/db-password", value: "correct-horse" },
      { type: "String", name: "/orders/prod/db-host", value: "db.example.com" },
    ],
    fail: [
      { type: "String", name: "/orders/prod/db-password", value: "correct-horse" },
      { type: "String", name: "/orders/prod/user", insecureValue: "AKIAIOSFODNN7EXAMPLE" },
    ],
  },
});

const valueOf = (inputs: Parameter): string => inputs.value ?? inputs.insecureValue ?? "";
const lastSegment = (path: string) => path.slice(path.lastIndexOf("/") + 1);

const withPreferences = (inputs: object): object => jsonIn("content", { inputs }, { documentType: "Session" });

export const ssmSessionsEncrypted = defineViewRule({
  id: "ssm-sessions-encrypted",
  title: "Session Manager preferences encrypt sessions with a KMS key",
  severity: "medium",
  on: sessionDocuments,
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html
  why: "A KMS key encrypts session data in addition to TLS, and limits sessions to principals with permission to use the key.",
  remedy: "In the document's content, set inputs.kmsKeyId to the ID of an aws.kms.Key.",
  check: (preferences) =>
    (preferences.content?.inputs?.kmsKeyId ?? "") === "" && {
      at: preferences,
      message: "sessions are encrypted with TLS only",
    },
  examples: {
    pass: [
      [document, withPreferences({ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" })],
      [document, { documentType: "Command", content: "{}" }],
    ],
    fail: [
      [document, withPreferences({ kmsKeyId: "" })],
      [document, withPreferences({ s3BucketName: "sessions" })],
    ],
  },
});

export const ssmSessionsRecorded = defineViewRule({
  id: "ssm-sessions-recorded",
  title: "Session Manager preferences log sessions to CloudWatch Logs or S3",
  severity: "medium",
  on: sessionDocuments,
  why: "CloudTrail records who opened a session, but the commands and their output are lost without session logging.",
  remedy:
    "In the document's content, set inputs.cloudWatchLogGroupName to the name of a log group, or inputs.s3BucketName to the name of a bucket.",
  check: (preferences) =>
    !anyOf(
      () => (preferences.content?.inputs?.s3BucketName ?? "") !== "",
      () => (preferences.content?.inputs?.cloudWatchLogGroupName ?? "") !== "",
    ) && { at: preferences, message: "session logging is not enabled" },
  examples: {
    pass: [
      [document, withPreferences({ s3BucketName: "sessions", cloudWatchLogGroupName: "" })],
      [document, withPreferences({ cloudWatchLogGroupName: "sessions" })],
    ],
    fail: [[document, withPreferences({ s3BucketName: "", cloudWatchLogGroupName: "" })]],
  },
});

const SCRIPT_LOGS = "/ssm/automation/customer-script-log-destination";

export const ssmAutomationLogs = defineRule({
  id: "ssm-automation-logs",
  title: "SSM service settings send Automation script output to CloudWatch Logs",
  severity: "medium",
  controls: { "aws-fsbp": ["SSM.6"] },
  on: "aws:ssm/serviceSetting:ServiceSetting",
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-logging.html
  why: "Without logs, there is no record of what a privileged script did.",
  remedy: `Set settingValue: "CloudWatch" for the setting ${SCRIPT_LOGS}.`,
  check: (setting) =>
    allOf(
      () => (setting.settingId ?? "").endsWith(SCRIPT_LOGS),
      () => setting.settingValue !== "CloudWatch",
    ) && { at: "settingValue", message: "script output is not sent to CloudWatch Logs" },
  examples: {
    pass: [
      { settingId: SCRIPT_LOGS, settingValue: "CloudWatch" },
      { settingId: "/ssm/parameter-store/high-throughput-enabled", settingValue: "true" },
    ],
    fail: [{ settingId: `arn:aws:ssm:eu-west-1:123456789012:servicesetting${SCRIPT_LOGS}`, settingValue: "None" }],
  },
});
