import { policyOf } from "../../authoring/example-policy";
import { defineViewRule } from "../../authoring/define-rule";
import { openDomainStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";
import { searchDomains } from "../../views/search-domains";

const domain = "aws:opensearch/domain:Domain";
const older = "aws:elasticsearch/domain:Domain";

export const opensearchEncrypted = defineViewRule({
  id: "opensearch-encrypted",
  title: "Domains of OpenSearch are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["Opensearch.1", "ES.1"] },
  on: searchDomains,
  why: "Indices, logs and snapshots stand in the clear on disks of AWS.",
  remedy: "Set encryptAtRest: { enabled: true }.",
  check: ({ encryptAtRest }) => encryptAtRest?.enabled !== true && "the data is not encrypted",
  examples: {
    pass: [
      [domain, { encryptAtRest: { enabled: true } }],
      [older, { encryptAtRest: { enabled: true } }],
    ],
    fail: [
      [domain, {}],
      [older, { encryptAtRest: { enabled: false } }],
    ],
  },
});

export const opensearchCustomerKey = defineViewRule({
  id: "opensearch-customer-key",
  title: "Domains of OpenSearch are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: searchDomains,
  why: "The key of AWS cannot be taken away, nor its use be limited, and it cannot be changed later.",
  remedy: "Set encryptAtRest: { enabled: true, kmsKeyId: key.arn }. That replaces a domain that exists.",
  check: ({ encryptAtRest }) =>
    !(encryptAtRest !== undefined && "kmsKeyId" in encryptAtRest) && {
      at: "encryptAtRest",
      message: "no key is named",
    },
  examples: {
    pass: [
      [domain, { encryptAtRest: { enabled: true, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
      [older, { encryptAtRest: { enabled: true, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
    ],
    fail: [
      [domain, {}],
      [older, { encryptAtRest: { enabled: true } }],
    ],
  },
});

export const opensearchNodeEncryption = defineViewRule({
  id: "opensearch-node-encryption",
  title: "Nodes of OpenSearch talk to each other over TLS",
  severity: "medium",
  controls: { "aws-fsbp": ["Opensearch.3", "ES.3"] },
  on: searchDomains,
  why: "Documents and searches go from node to node in the clear.",
  remedy: "Set nodeToNodeEncryption: { enabled: true }, which cannot be turned off again.",
  check: ({ nodeToNodeEncryption }) =>
    nodeToNodeEncryption?.enabled !== true && "nodes talk to each other in the clear",
  examples: {
    pass: [
      [domain, { nodeToNodeEncryption: { enabled: true } }],
      [older, { nodeToNodeEncryption: { enabled: true } }],
    ],
    fail: [
      [domain, {}],
      [older, { nodeToNodeEncryption: { enabled: false } }],
    ],
  },
});

export const opensearchPrivate = defineViewRule({
  id: "opensearch-private",
  title: "Domains of OpenSearch stand in a VPC",
  severity: "critical",
  controls: { "aws-fsbp": ["Opensearch.2", "ES.2"] },
  on: searchDomains,
  why: "Otherwise the domain is on the internet, and one statement of its policy is all that keeps everyone from the data.",
  remedy: "Set vpcOptions: { subnetIds, securityGroupIds }. That replaces a domain that exists.",
  check: (one) => !("vpcOptions" in one) && { at: "vpcOptions", message: "the domain is on the internet" },
  examples: {
    pass: [
      [domain, { vpcOptions: { subnetIds: ["subnet-1"] } }],
      [older, { vpcOptions: { subnetIds: ["subnet-1"] } }],
    ],
    fail: [
      [domain, {}],
      [older, {}],
    ],
  },
});

export const opensearchHttps = defineViewRule({
  id: "opensearch-https",
  title: "Domains of OpenSearch are reached over HTTPS alone",
  severity: "high",
  controls: { "aws-fsbp": ["Opensearch.8", "ES.8"] },
  on: searchDomains,
  why: "Passwords, documents and searches go over the network in the clear.",
  remedy: 'Set domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }.',
  // The provider's default is true inside the block; without the block nothing is sent, and AWS enforces nothing.
  check: ({ domainEndpointOptions }) =>
    (domainEndpointOptions === undefined || domainEndpointOptions.enforceHttps === false) && {
      at: "domainEndpointOptions",
      message: "the domain is reached over plain HTTP",
    },
  fix: { domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } },
  examples: {
    pass: [
      [domain, { domainEndpointOptions: { enforceHttps: true } }],
      [older, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
    ],
    fail: [
      [domain, {}],
      [older, { domainEndpointOptions: { enforceHttps: false } }],
    ],
  },
});

export const opensearchTlsPolicy = defineViewRule({
  id: "opensearch-tls-policy",
  title: "Domains of OpenSearch ask for TLS 1.2",
  severity: "high",
  controls: { "aws-fsbp": ["Opensearch.8", "ES.8"] },
  on: searchDomains,
  why: "Older versions of TLS can be broken by whoever is on the way.",
  remedy: 'Set domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }.',
  check: ({ domainEndpointOptions }) =>
    !/^Policy-Min-TLS-1-[23]/.test(domainEndpointOptions?.tlsSecurityPolicy ?? "") && {
      at: "domainEndpointOptions",
      message: "versions of TLS before 1.2 are taken",
    },
  fix: { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } },
  examples: {
    pass: [
      [domain, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" } }],
      [older, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
    ],
    fail: [
      [domain, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" } }],
      [older, {}],
    ],
  },
});

export const opensearchAccessControl = defineViewRule({
  id: "opensearch-access-control",
  title: "Domains of OpenSearch have rights for single indices",
  severity: "high",
  controls: { "aws-fsbp": ["Opensearch.7"] },
  on: searchDomains,
  why: "Without fine-grained access control whoever may use the domain may read and delete every index.",
  remedy:
    "Set advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn } }, with encryptAtRest, nodeToNodeEncryption and enforceHttps.",
  check: ({ advancedSecurityOptions }) =>
    advancedSecurityOptions?.enabled !== true && "whoever may use the domain may use all of it",
  examples: {
    pass: [
      [domain, { advancedSecurityOptions: { enabled: true } }],
      [older, { advancedSecurityOptions: { enabled: true } }],
    ],
    fail: [
      [domain, {}],
      [older, { advancedSecurityOptions: { enabled: false } }],
    ],
  },
});

const searching = { Effect: "Allow", Action: "es:*", Resource: "*" };
const everyone = policyOf([{ ...searching, Principal: "*" }], "accessPolicies");
const network = { vpcOptions: { subnetIds: ["subnet-1"] } };

export const opensearchPolicyNotPublic = defineViewRule({
  id: "opensearch-policy-not-public",
  title: "Policies of domains on the internet let nobody in but whom they name",
  severity: "critical",
  controls: { "aws-fsbp": ["Opensearch.2", "ES.2"] },
  on: openDomainStatements,
  why: "Everyone on the internet can search, change and delete the data.",
  remedy: 'Name the roles, or add Condition: { IpAddress: { "aws:SourceIp": […] } }; better, set vpcOptions.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [
      [domain, policyOf({ ...searching, Principal: { AWS: "arn:aws:iam::123456789012:role/app" } }, "accessPolicies")],
      [
        older,
        policyOf(
          { ...searching, Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } } },
          "accessPolicies",
        ),
      ],
      [domain, { ...everyone, ...network }],
    ],
    fail: [
      [domain, everyone],
      [older, policyOf({ ...searching, Principal: { AWS: "*" } }, "accessPolicies")],
    ],
  },
});
