import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { policyOf } from "../../authoring/example-policy";
import { defineViewRule } from "../../authoring/define-rule";
import { openDomainStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";
import { searchDomains } from "../../views/search-domains";

const domain = "aws:opensearch/domain:Domain";
const elasticsearchDomain = "aws:elasticsearch/domain:Domain";

export const opensearchEncrypted = defineViewRule({
  id: "opensearch-encrypted",
  title: "OpenSearch Service domains encrypt data at rest",
  severity: "high",
  controls: { "aws-fsbp": ["Opensearch.1", "ES.1"] },
  on: searchDomains,
  why: "Indexes, logs, and snapshots are stored unencrypted.",
  remedy:
    "Set encryptAtRest: { enabled: true }. This change replaces a domain that runs an Elasticsearch version earlier than 6.7.",
  check: ({ encryptAtRest }) => encryptAtRest?.enabled !== true && "encryption at rest is not enabled",
  examples: {
    pass: [
      [domain, { encryptAtRest: { enabled: true } }],
      [elasticsearchDomain, { encryptAtRest: { enabled: true } }],
    ],
    fail: [
      [domain, {}],
      [elasticsearchDomain, { encryptAtRest: { enabled: false } }],
    ],
  },
});

export const opensearchCustomerKey = defineViewRule({
  id: "opensearch-customer-key",
  title: "OpenSearch Service domains are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: searchDomains,
  why: "You cannot disable the AWS managed key or restrict its use, and the key cannot be changed after the domain is created.",
  remedy: "Set encryptAtRest: { enabled: true, kmsKeyId: key.arn }. This change replaces an existing domain.",
  check: ({ encryptAtRest }) =>
    !specifiesCustomerKey(encryptAtRest, "kmsKeyId") && {
      at: "encryptAtRest",
      message: "not encrypted with a customer managed key",
    },
  examples: {
    pass: [
      [domain, { encryptAtRest: { enabled: true, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
      [elasticsearchDomain, { encryptAtRest: { enabled: true, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
    ],
    fail: [
      [domain, {}],
      [elasticsearchDomain, { encryptAtRest: { enabled: true } }],
    ],
  },
});

export const opensearchNodeEncryption = defineViewRule({
  id: "opensearch-node-encryption",
  title: "OpenSearch Service domains encrypt node-to-node traffic",
  severity: "medium",
  controls: { "aws-fsbp": ["Opensearch.3", "ES.3"] },
  on: searchDomains,
  why: "Documents and search requests cross the network between nodes unencrypted.",
  remedy:
    "Set nodeToNodeEncryption: { enabled: true }. You cannot disable this setting later. This change replaces a domain that runs an Elasticsearch version earlier than 6.7.",
  check: ({ nodeToNodeEncryption }) =>
    nodeToNodeEncryption?.enabled !== true && "node-to-node encryption is not enabled",
  examples: {
    pass: [
      [domain, { nodeToNodeEncryption: { enabled: true } }],
      [elasticsearchDomain, { nodeToNodeEncryption: { enabled: true } }],
    ],
    fail: [
      [domain, {}],
      [elasticsearchDomain, { nodeToNodeEncryption: { enabled: false } }],
    ],
  },
});

export const opensearchPrivate = defineViewRule({
  id: "opensearch-private",
  title: "OpenSearch Service domains are in a VPC",
  severity: "critical",
  controls: { "aws-fsbp": ["Opensearch.2", "ES.2"] },
  on: searchDomains,
  why: "A domain outside a VPC has a public endpoint, so a single mistake in its access policy exposes the data to the internet.",
  remedy: "Set vpcOptions: { subnetIds, securityGroupIds }. This change replaces an existing domain.",
  check: (props) => !("vpcOptions" in props) && { at: "vpcOptions", message: "the domain has a public endpoint" },
  examples: {
    pass: [
      [domain, { vpcOptions: { subnetIds: ["subnet-1"] } }],
      [elasticsearchDomain, { vpcOptions: { subnetIds: ["subnet-1"] } }],
    ],
    fail: [
      [domain, {}],
      [elasticsearchDomain, {}],
    ],
  },
});

export const opensearchHttps = defineViewRule({
  id: "opensearch-https",
  title: "OpenSearch Service domains require HTTPS",
  severity: "high",
  controls: { "aws-fsbp": ["Opensearch.8", "ES.8"] },
  on: searchDomains,
  why: "Passwords, documents, and search requests can cross the network unencrypted.",
  remedy: 'Set domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }.',
  // In domainEndpointOptions, enforceHttps defaults to true. Without domainEndpointOptions, AWS does not enforce HTTPS.
  check: ({ domainEndpointOptions }) =>
    (domainEndpointOptions === undefined || domainEndpointOptions.enforceHttps === false) && {
      at: "domainEndpointOptions",
      message: "the domain accepts unencrypted HTTP requests",
    },
  fix: { domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } },
  examples: {
    pass: [
      [domain, { domainEndpointOptions: { enforceHttps: true } }],
      [elasticsearchDomain, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
    ],
    fail: [
      [domain, {}],
      [elasticsearchDomain, { domainEndpointOptions: { enforceHttps: false } }],
    ],
  },
});

export const opensearchTlsPolicy = defineViewRule({
  id: "opensearch-tls-policy",
  title: "OpenSearch Service domains require TLS 1.2 or later",
  severity: "high",
  controls: { "aws-fsbp": ["Opensearch.8", "ES.8"] },
  on: searchDomains,
  why: "Earlier TLS versions have known weaknesses that let an attacker on the network path decrypt traffic.",
  remedy: 'Set domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }.',
  check: ({ domainEndpointOptions }) =>
    !/^Policy-Min-TLS-1-[23]/.test(domainEndpointOptions?.tlsSecurityPolicy ?? "") && {
      at: "domainEndpointOptions",
      message: "the domain accepts TLS versions earlier than 1.2",
    },
  fix: { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } },
  examples: {
    pass: [
      [domain, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } }],
      [elasticsearchDomain, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
    ],
    fail: [
      [domain, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" } }],
      [elasticsearchDomain, {}],
    ],
  },
});

export const opensearchAccessControl = defineViewRule({
  id: "opensearch-access-control",
  title: "OpenSearch Service domains have fine-grained access control enabled",
  severity: "high",
  controls: { "aws-fsbp": ["Opensearch.7"] },
  on: searchDomains,
  why: "Without fine-grained access control, anyone with access to the domain can read and delete every index.",
  remedy:
    "Set advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn } }, and enable encryptAtRest, nodeToNodeEncryption, and enforceHttps.",
  check: ({ advancedSecurityOptions }) =>
    advancedSecurityOptions?.enabled !== true && "fine-grained access control is not enabled",
  examples: {
    pass: [
      [domain, { advancedSecurityOptions: { enabled: true } }],
      [elasticsearchDomain, { advancedSecurityOptions: { enabled: true } }],
    ],
    fail: [
      [domain, {}],
      [elasticsearchDomain, { advancedSecurityOptions: { enabled: false } }],
    ],
  },
});

const domainStatement = { Effect: "Allow", Action: "es:*", Resource: "*" };
const publicPolicy = policyOf([{ ...domainStatement, Principal: "*" }], "accessPolicies");
const insideVpc = { vpcOptions: { subnetIds: ["subnet-1"] } };

export const opensearchPolicyNotPublic = defineViewRule({
  id: "opensearch-policy-not-public",
  title: "OpenSearch Service domains outside a VPC have access policies that do not allow public access",
  severity: "critical",
  controls: { "aws-fsbp": ["Opensearch.2", "ES.2"] },
  on: openDomainStatements,
  why: "Anyone on the internet can perform the allowed actions, such as searching, changing, and deleting data.",
  remedy:
    'Set Principal to the roles that need access, or add Condition: { IpAddress: { "aws:SourceIp": […] } }. Preferably, set vpcOptions: { subnetIds, securityGroupIds } to move the domain into a VPC, which replaces an existing domain.',
  check: (statement) => allowsPublicAccess(statement) && "a policy statement allows public access",
  examples: {
    pass: [
      [
        domain,
        policyOf({ ...domainStatement, Principal: { AWS: "arn:aws:iam::123456789012:role/app" } }, "accessPolicies"),
      ],
      [
        elasticsearchDomain,
        policyOf(
          { ...domainStatement, Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } } },
          "accessPolicies",
        ),
      ],
      [domain, { ...publicPolicy, ...insideVpc }],
    ],
    fail: [
      [domain, publicPolicy],
      [elasticsearchDomain, policyOf({ ...domainStatement, Principal: { AWS: "*" } }, "accessPolicies")],
    ],
  },
});
