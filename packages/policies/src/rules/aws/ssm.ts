import { jsonIn } from "../../authoring/example-policy";
import { allOf, anyOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { isCredential, isSecretVariable } from "../../conditions/secret-variables";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { sessionDocuments } from "../../views/session-documents";

const document = "aws:ssm/document:Document";
const parameter = "aws:ssm/parameter:Parameter";

type Parameter = InputsOf<typeof parameter>;

export const ssmDocumentsPrivate = defineRule({
  id: "ssm-documents-private",
  title: "Documents of Systems Manager are not public",
  severity: "critical",
  controls: { "aws-fsbp": ["SSM.4"] },
  on: document,
  why: "Everyone who has an AWS account can read and run the document: scripts tell how machines are built and where their secrets are.",
  remedy: 'Name the accounts: permissions: { type: "Share", accountIds: "123456789012" }.',
  check: ({ permissions }) =>
    (permissions?.accountIds ?? "").split(",").some((account) => account.trim().toLowerCase() === "all") &&
    "the document is public",
  examples: {
    pass: [{}, { permissions: { type: "Share", accountIds: "123456789012" } }],
    fail: [{ permissions: { type: "Share", accountIds: "All" } }],
  },
});

const SHARING = "/ssm/documents/console/public-sharing-permission";

export const ssmPublicSharingBlocked = defineRule({
  id: "ssm-public-sharing-blocked",
  title: "Systems Manager refuses to make documents public",
  severity: "critical",
  controls: { "aws-fsbp": ["SSM.7"] },
  on: "aws:ssm/serviceSetting:ServiceSetting",
  why: "With the block off, one call of anybody who may share documents puts a script on the internet.",
  remedy: `Set settingValue: "Disable" for the setting ${SHARING}.`,
  check: (setting) =>
    allOf(
      () => (setting.settingId ?? "").endsWith(SHARING),
      () => setting.settingValue !== "Disable",
    ) && { at: "settingValue", message: "documents can be made public" },
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
  title: "Parameters that are secret are encrypted",
  severity: "high",
  on: parameter,
  options: {
    everyParameter: booleanOption(
      false,
      "Whether every parameter has to be encrypted, whatever it is called and holds.",
    ),
  },
  why: "A parameter of type String is shown in the console and in every list to everyone who may look at parameters.",
  remedy: 'Set type: "SecureString", which replaces the parameter, and put another value into it.',
  check: (one, context) =>
    allOf(
      () => one.type !== "SecureString",
      () =>
        anyOf(
          () => context.options.everyParameter,
          () => isCredential(textOf(one)),
          () => isSecretVariable(lastPart(one.name ?? context.resource.name), textOf(one)),
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

const textOf = (one: Parameter): string => one.value ?? one.insecureValue ?? "";
const lastPart = (path: string) => path.slice(path.lastIndexOf("/") + 1);

const preferences = (inputs: object): object => jsonIn("content", { inputs }, { documentType: "Session" });

export const ssmSessionsEncrypted = defineViewRule({
  id: "ssm-sessions-encrypted",
  title: "Sessions of Session Manager are encrypted with a key",
  severity: "medium",
  on: sessionDocuments,
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html
  why: "Beside TLS, a key makes that only those whom it lets may open a session, and that AWS does not see what is typed.",
  remedy: "Set inputs.kmsKeyId in the content of the document to the id of an aws.kms.Key.",
  check: (one) =>
    (one.content?.inputs?.kmsKeyId ?? "") === "" && { at: one, message: "sessions are encrypted by TLS alone" },
  examples: {
    pass: [
      [document, preferences({ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" })],
      [document, { documentType: "Command", content: "{}" }],
    ],
    fail: [
      [document, preferences({ kmsKeyId: "" })],
      [document, preferences({ s3BucketName: "sessions" })],
    ],
  },
});

export const ssmSessionsRecorded = defineViewRule({
  id: "ssm-sessions-recorded",
  title: "Sessions of Session Manager are recorded",
  severity: "medium",
  on: sessionDocuments,
  why: "Who opened a session is in CloudTrail; what they typed is nowhere unless it is written down.",
  remedy: "Set inputs.cloudWatchLogGroupName or inputs.s3BucketName in the content of the document.",
  check: (one) =>
    !anyOf(
      () => (one.content?.inputs?.s3BucketName ?? "") !== "",
      () => (one.content?.inputs?.cloudWatchLogGroupName ?? "") !== "",
    ) && { at: one, message: "nothing records what is typed" },
  examples: {
    pass: [
      [document, preferences({ s3BucketName: "sessions", cloudWatchLogGroupName: "" })],
      [document, preferences({ cloudWatchLogGroupName: "sessions" })],
    ],
    fail: [[document, preferences({ s3BucketName: "", cloudWatchLogGroupName: "" })]],
  },
});

const SCRIPT_LOGS = "/ssm/automation/customer-script-log-destination";

export const ssmAutomationLogs = defineRule({
  id: "ssm-automation-logs",
  title: "Scripts of Systems Manager Automation write logs",
  severity: "medium",
  controls: { "aws-fsbp": ["SSM.6"] },
  on: "aws:ssm/serviceSetting:ServiceSetting",
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-logging.html
  why: "Nobody can say what a script did that ran with the rights of an administrator.",
  remedy: `Set settingValue: "CloudWatch" for the setting ${SCRIPT_LOGS}.`,
  check: (setting) =>
    allOf(
      () => (setting.settingId ?? "").endsWith(SCRIPT_LOGS),
      () => setting.settingValue !== "CloudWatch",
    ) && { at: "settingValue", message: "scripts write no logs" },
  examples: {
    pass: [
      { settingId: SCRIPT_LOGS, settingValue: "CloudWatch" },
      { settingId: "/ssm/parameter-store/high-throughput-enabled", settingValue: "true" },
    ],
    fail: [{ settingId: `arn:aws:ssm:eu-west-1:123456789012:servicesetting${SCRIPT_LOGS}`, settingValue: "None" }],
  },
});
