import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { searchDomains } from "../../views/search-domains";

const domain = "aws:opensearch/domain:Domain";
const elasticsearchDomain = "aws:elasticsearch/domain:Domain";

const logGroup = { cloudwatchLogGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:search" };

export const opensearchErrorLog = defineViewRule({
  id: "opensearch-error-log",
  title: "OpenSearch Service domains send error logs to CloudWatch Logs",
  severity: "medium",
  controls: { "aws-fsbp": ["Opensearch.4", "ES.4"] },
  on: searchDomains,
  why: "Without error logs, you cannot see why the domain fails, rejects documents, or reports a red cluster status.",
  remedy: 'Add { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn } to logPublishingOptions.',
  check: (props) =>
    !listOf(props.logPublishingOptions).some((log) =>
      allOf(
        () => log.logType === "ES_APPLICATION_LOGS",
        () => log.enabled !== false,
      ),
    ) && { at: "logPublishingOptions", message: "error logs are not published" },
  examples: {
    pass: [
      [domain, { logPublishingOptions: [{ ...logGroup, logType: "ES_APPLICATION_LOGS" }] }],
      [elasticsearchDomain, { logPublishingOptions: [{ ...logGroup, logType: "ES_APPLICATION_LOGS", enabled: true }] }],
    ],
    fail: [
      [domain, { logPublishingOptions: [{ ...logGroup, logType: "INDEX_SLOW_LOGS" }] }],
      [
        elasticsearchDomain,
        { logPublishingOptions: [{ ...logGroup, logType: "ES_APPLICATION_LOGS", enabled: false }] },
      ],
    ],
  },
});

export const opensearchAuditLog = defineViewRule({
  id: "opensearch-audit-log",
  title: "OpenSearch Service domains send audit logs to CloudWatch Logs",
  severity: "medium",
  controls: { "aws-fsbp": ["Opensearch.5", "ES.5"] },
  on: searchDomains,
  why: "Without audit logs, you cannot determine who searched or changed which data.",
  remedy:
    'Add { logType: "AUDIT_LOGS", cloudwatchLogGroupArn } to logPublishingOptions, and enable advancedSecurityOptions.',
  check: (props) =>
    !listOf(props.logPublishingOptions).some((log) =>
      allOf(
        () => log.logType === "AUDIT_LOGS",
        () => log.enabled !== false,
      ),
    ) && { at: "logPublishingOptions", message: "audit logs are not published" },
  examples: {
    pass: [
      [domain, { logPublishingOptions: [{ ...logGroup, logType: "AUDIT_LOGS" }] }],
      [elasticsearchDomain, { logPublishingOptions: [{ ...logGroup, logType: "AUDIT_LOGS", enabled: true }] }],
    ],
    fail: [
      [domain, { logPublishingOptions: [{ ...logGroup, logType: "ES_APPLICATION_LOGS" }] }],
      [elasticsearchDomain, { logPublishingOptions: [{ ...logGroup, logType: "AUDIT_LOGS", enabled: false }] }],
    ],
  },
});

export const opensearchSeveralNodes = defineViewRule({
  id: "opensearch-several-nodes",
  title: "OpenSearch Service domains have at least three data nodes and zone awareness enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Opensearch.6", "ES.6"] },
  on: searchDomains,
  why: "With fewer than three data nodes, or with all nodes in one Availability Zone, a single failure can make the domain unavailable or cause data loss.",
  remedy:
    "Set clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true, zoneAwarenessConfig: { availabilityZoneCount: 3 } }.",
  check: ({ clusterConfig }) =>
    anyOf(
      () => (clusterConfig?.instanceCount ?? 1) < 3,
      () => clusterConfig?.zoneAwarenessEnabled !== true,
    ) && { at: "clusterConfig", message: "the domain does not tolerate the failure of an Availability Zone" },
  examples: {
    pass: [
      [domain, { clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true } }],
      [elasticsearchDomain, { clusterConfig: { instanceCount: 6, zoneAwarenessEnabled: true } }],
    ],
    fail: [
      [domain, { clusterConfig: { instanceCount: 3 } }],
      [elasticsearchDomain, { clusterConfig: { instanceCount: 2, zoneAwarenessEnabled: true } }],
    ],
  },
});

export const opensearchMasters = defineViewRule({
  id: "opensearch-masters",
  title: "OpenSearch Service domains have at least three dedicated master nodes",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Opensearch.11", "ES.7"] },
  on: searchDomains,
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html
  why: "Data nodes under heavy load can lose track of the cluster state, and fewer than three master nodes cannot elect a master when one of them fails.",
  remedy:
    'Set clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 3, dedicatedMasterType: "m7g.medium.search" }.',
  check: ({ clusterConfig }) =>
    anyOf(
      () => clusterConfig?.dedicatedMasterEnabled !== true,
      () => (clusterConfig?.dedicatedMasterCount ?? 0) < 3,
    ) && { at: "clusterConfig", message: "the domain has fewer than three dedicated master nodes" },
  examples: {
    pass: [
      [domain, { clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 3 } }],
      [elasticsearchDomain, { clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 5 } }],
    ],
    fail: [
      [domain, { clusterConfig: { dedicatedMasterCount: 3 } }],
      [elasticsearchDomain, { clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 2 } }],
    ],
  },
});
