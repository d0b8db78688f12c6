import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { catalogStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";

const job = "aws:glue/job:Job";
const crawler = "aws:glue/crawler:Crawler";
const devEndpoint = "aws:glue/devEndpoint:DevEndpoint";
const policy = "aws:glue/resourcePolicy:ResourcePolicy";

const encrypted = {
  cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS" },
  jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS" },
  s3Encryption: { s3EncryptionMode: "SSE-KMS" },
};

export const glueSecurityConfigurationComplete = defineRule({
  id: "glue-security-configuration-complete",
  title: "AWS Glue security configurations encrypt S3 data, CloudWatch logs, and job bookmarks",
  severity: "medium",
  on: "aws:glue/securityConfiguration:SecurityConfiguration",
  why: "Logs and job bookmarks can repeat the data that a job reads, so encrypting only the job output leaves that data unencrypted.",
  remedy:
    'Set s3EncryptionMode: "SSE-KMS", cloudwatchEncryptionMode: "SSE-KMS", and jobBookmarksEncryptionMode: "CSE-KMS", each with kmsKeyArn: key.arn.',
  check: ({ encryptionConfiguration: settings }) =>
    anyOf(
      () => (settings?.s3Encryption?.s3EncryptionMode ?? "DISABLED") === "DISABLED",
      () => (settings?.cloudwatchEncryption?.cloudwatchEncryptionMode ?? "DISABLED") === "DISABLED",
      () => (settings?.jobBookmarksEncryption?.jobBookmarksEncryptionMode ?? "DISABLED") === "DISABLED",
    ) && { at: "encryptionConfiguration", message: "encryption of S3 data, logs, or job bookmarks is disabled" },
  examples: {
    pass: [{ encryptionConfiguration: encrypted }],
    fail: [
      { encryptionConfiguration: { ...encrypted, s3Encryption: { s3EncryptionMode: "DISABLED" } } },
      { encryptionConfiguration: { ...encrypted, jobBookmarksEncryption: {} } },
    ],
  },
});

export const glueSecurityConfiguration = defineViewRule({
  id: "glue-security-configuration",
  title: "AWS Glue jobs, crawlers, and development endpoints have a security configuration",
  severity: "low",
  on: defineView<{ readonly securityConfiguration?: string }>()({
    [job]: (props) => [props],
    [crawler]: (props) => [props],
    [devEndpoint]: (props) => [props],
  }),
  why: "Without a security configuration, logs and job bookmarks, which can repeat the data, are not encrypted with a KMS key.",
  remedy: "Set securityConfiguration to the name of an aws.glue.SecurityConfiguration.",
  check: (props) =>
    !("securityConfiguration" in props) && { at: "securityConfiguration", message: "no security configuration is set" },
  examples: {
    pass: [[job, { securityConfiguration: "encrypted" }]],
    fail: [
      [job, {}],
      [crawler, {}],
      [devEndpoint, {}],
    ],
  },
});

const MINIMUM_VERSION = 3;

export const glueJobVersion = defineRule({
  id: "glue-job-version",
  title: "AWS Glue jobs use a supported AWS Glue version",
  severity: "medium",
  controls: { "aws-fsbp": ["Glue.4"] },
  on: job,
  // https://docs.aws.amazon.com/glue/latest/dg/glue-version-support-policy.html
  why: "AWS no longer fixes security vulnerabilities in AWS Glue versions earlier than 3.0, including their Spark and Python versions.",
  remedy: 'Set glueVersion: "5.0".',
  check: ({ glueVersion }) =>
    glueVersion !== undefined && Number(glueVersion) < MINIMUM_VERSION && "the AWS Glue version is no longer supported",
  examples: { pass: [{}, { glueVersion: "5.0" }], fail: [{ glueVersion: "2.0" }] },
});

const catalogSettings = (catalogEncryptionMode: string, returnConnectionPasswordEncrypted: boolean) => ({
  dataCatalogEncryptionSettings: {
    encryptionAtRest: { catalogEncryptionMode },
    connectionPasswordEncryption: { returnConnectionPasswordEncrypted },
  },
});

export const glueCatalogEncrypted = defineRule({
  id: "glue-catalog-encrypted",
  title: "AWS Glue Data Catalog metadata and connection passwords are encrypted",
  severity: "medium",
  on: "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings",
  why: "Without password encryption, anyone who can read a connection can read its database password.",
  remedy:
    'Set encryptionAtRest: { catalogEncryptionMode: "SSE-KMS" } and connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true }.',
  check: ({ dataCatalogEncryptionSettings: settings }) =>
    !allOf(
      () => (settings?.encryptionAtRest?.catalogEncryptionMode ?? "DISABLED") !== "DISABLED",
      () => settings?.connectionPasswordEncryption?.returnConnectionPasswordEncrypted === true,
    ) && {
      at: "dataCatalogEncryptionSettings",
      message: "the Data Catalog or its connection passwords are not encrypted",
    },
  fix: {
    dataCatalogEncryptionSettings: {
      encryptionAtRest: { catalogEncryptionMode: "SSE-KMS" },
      connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true },
    },
  },
  examples: {
    pass: [catalogSettings("SSE-KMS", true)],
    fail: [catalogSettings("DISABLED", true), catalogSettings("SSE-KMS", false)],
  },
});

const reading = { Effect: "Allow", Action: "glue:GetTable", Resource: "*" };

export const gluePolicyNotPublic = defineViewRule({
  id: "glue-policy-not-public",
  title: "AWS Glue Data Catalog resource policies do not allow public access",
  severity: "critical",
  on: catalogStatements,
  why: "Anyone with an AWS account can perform the actions that the statement allows on the tables in your account.",
  remedy: 'Set Principal to specific accounts, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows public access",
  examples: {
    pass: [[policy, policyOf({ ...reading, Principal: { AWS: "123456789012" } })]],
    fail: [[policy, policyOf([{ ...reading, Principal: "*" }])]],
  },
});
