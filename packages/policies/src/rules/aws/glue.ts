import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { catalogueStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";

const job = "aws:glue/job:Job";
const crawler = "aws:glue/crawler:Crawler";
const policy = "aws:glue/resourcePolicy:ResourcePolicy";

const encrypted = {
  cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS" },
  jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS" },
  s3Encryption: { s3EncryptionMode: "SSE-KMS" },
};

export const glueSecurityConfigurationComplete = defineRule({
  id: "glue-security-configuration-complete",
  title: "Security configurations of Glue encrypt everything",
  severity: "medium",
  on: "aws:glue/securityConfiguration:SecurityConfiguration",
  why: "Logs and bookmarks repeat the data that a job reads: what encrypts only its output leaves it in the clear.",
  remedy:
    'Set s3EncryptionMode: "SSE-KMS", cloudwatchEncryptionMode: "SSE-KMS" and jobBookmarksEncryptionMode: "CSE-KMS", each with kmsKeyArn.',
  check: ({ encryptionConfiguration: settings }) =>
    anyOf(
      () => (settings?.s3Encryption?.s3EncryptionMode ?? "DISABLED") === "DISABLED",
      () => (settings?.cloudwatchEncryption?.cloudwatchEncryptionMode ?? "DISABLED") === "DISABLED",
      () => (settings?.jobBookmarksEncryption?.jobBookmarksEncryptionMode ?? "DISABLED") === "DISABLED",
    ) && { at: "encryptionConfiguration", message: "a part of what jobs write is not encrypted" },
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
  title: "Jobs and crawlers of Glue have a security configuration",
  severity: "low",
  on: defineView<{ readonly securityConfiguration?: string }>()({
    [job]: (props) => [props],
    [crawler]: (props) => [props],
  }),
  why: "Without one, logs and bookmarks, which repeat the data, are not encrypted with a key.",
  remedy: "Set securityConfiguration to the name of an aws.glue.SecurityConfiguration.",
  check: (props) =>
    !("securityConfiguration" in props) && { at: "securityConfiguration", message: "nothing says what is encrypted" },
  examples: {
    pass: [[job, { securityConfiguration: "encrypted" }]],
    fail: [
      [job, {}],
      [crawler, {}],
    ],
  },
});

const MINIMUM_VERSION = 3;

export const glueJobVersion = defineRule({
  id: "glue-job-version",
  title: "Jobs of Glue run on a version that is still looked after",
  severity: "medium",
  controls: { "aws-fsbp": ["Glue.4"] },
  on: job,
  // https://docs.aws.amazon.com/glue/latest/dg/glue-version-support-policy.html
  why: "AWS no longer fixes security faults of older versions of Spark and Python.",
  remedy: 'Set glueVersion: "5.0".',
  check: ({ glueVersion }) =>
    glueVersion !== undefined && Number(glueVersion) < MINIMUM_VERSION && "the version is no longer supported",
  examples: { pass: [{}, { glueVersion: "5.0" }], fail: [{ glueVersion: "2.0" }] },
});

const catalogue = (catalogEncryptionMode: string, returnConnectionPasswordEncrypted: boolean) => ({
  dataCatalogEncryptionSettings: {
    encryptionAtRest: { catalogEncryptionMode },
    connectionPasswordEncryption: { returnConnectionPasswordEncrypted },
  },
});

export const glueCatalogueEncrypted = defineRule({
  id: "glue-catalogue-encrypted",
  title: "The catalogue of Glue and its passwords are encrypted",
  severity: "medium",
  on: "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings",
  why: "Everyone who may look at a connection reads the password of its database.",
  remedy:
    'Set encryptionAtRest: { catalogEncryptionMode: "SSE-KMS" } and connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true }.',
  check: ({ dataCatalogEncryptionSettings: settings }) =>
    !allOf(
      () => (settings?.encryptionAtRest?.catalogEncryptionMode ?? "DISABLED") !== "DISABLED",
      () => settings?.connectionPasswordEncryption?.returnConnectionPasswordEncrypted === true,
    ) && { at: "dataCatalogEncryptionSettings", message: "the catalogue or its passwords are not encrypted" },
  fix: {
    dataCatalogEncryptionSettings: {
      encryptionAtRest: { catalogEncryptionMode: "SSE-KMS" },
      connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true },
    },
  },
  examples: {
    pass: [catalogue("SSE-KMS", true)],
    fail: [catalogue("DISABLED", true), catalogue("SSE-KMS", false)],
  },
});

const reading = { Effect: "Allow", Action: "glue:GetTable", Resource: "*" };

export const gluePolicyNotPublic = defineViewRule({
  id: "glue-policy-not-public",
  title: "The policy of the Glue catalogue lets nobody in but whom it names",
  severity: "critical",
  on: catalogueStatements,
  why: "Everyone who has an AWS account can do what the statement allows with the tables of the account.",
  remedy: 'Name the accounts, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [[policy, policyOf({ ...reading, Principal: { AWS: "123456789012" } })]],
    fail: [[policy, policyOf([{ ...reading, Principal: "*" }])]],
  },
});
