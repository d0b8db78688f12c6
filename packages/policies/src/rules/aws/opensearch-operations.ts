import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { searchDomains } from "../../views/search-domains";

const domain = "aws:opensearch/domain:Domain";
const older = "aws:elasticsearch/domain:Domain";

const to = { cloudwatchLogGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:search" };

export const opensearchErrorLog = defineViewRule({
  id: "opensearch-error-log",
  title: "Domains of OpenSearch send their error log to CloudWatch",
  severity: "medium",
  controls: { "aws-fsbp": ["Opensearch.4", "ES.4"] },
  on: searchDomains,
  why: "Nobody sees why the domain fails, refuses documents or turns red.",
  remedy: 'Add { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn } to logPublishingOptions.',
  check: (one) =>
    !listOf(one.logPublishingOptions).some((log) =>
      allOf(
        () => log.logType === "ES_APPLICATION_LOGS",
        () => log.enabled !== false,
      ),
    ) && { at: "logPublishingOptions", message: "the error log goes nowhere" },
  examples: {
    pass: [
      [domain, { logPublishingOptions: [{ ...to, logType: "ES_APPLICATION_LOGS" }] }],
      [older, { logPublishingOptions: [{ ...to, logType: "ES_APPLICATION_LOGS", enabled: true }] }],
    ],
    fail: [
      [domain, { logPublishingOptions: [{ ...to, logType: "INDEX_SLOW_LOGS" }] }],
      [older, { logPublishingOptions: [{ ...to, logType: "ES_APPLICATION_LOGS", enabled: false }] }],
    ],
  },
});

export const opensearchAuditLog = defineViewRule({
  id: "opensearch-audit-log",
  title: "Domains of OpenSearch send their audit log to CloudWatch",
  severity: "medium",
  controls: { "aws-fsbp": ["Opensearch.5", "ES.5"] },
  on: searchDomains,
  why: "Nobody can say who searched for or changed what.",
  remedy: 'Add { logType: "AUDIT_LOGS", cloudwatchLogGroupArn } to logPublishingOptions, and advancedSecurityOptions.',
  check: (one) =>
    !listOf(one.logPublishingOptions).some((log) =>
      allOf(
        () => log.logType === "AUDIT_LOGS",
        () => log.enabled !== false,
      ),
    ) && { at: "logPublishingOptions", message: "the audit log goes nowhere" },
  examples: {
    pass: [
      [domain, { logPublishingOptions: [{ ...to, logType: "AUDIT_LOGS" }] }],
      [older, { logPublishingOptions: [{ ...to, logType: "AUDIT_LOGS", enabled: true }] }],
    ],
    fail: [
      [domain, { logPublishingOptions: [{ ...to, logType: "ES_APPLICATION_LOGS" }] }],
      [older, { logPublishingOptions: [{ ...to, logType: "AUDIT_LOGS", enabled: false }] }],
    ],
  },
});

export const opensearchSeveralNodes = defineViewRule({
  id: "opensearch-several-nodes",
  title: "Domains of OpenSearch go on when a zone fails",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Opensearch.6", "ES.6"] },
  on: searchDomains,
  why: "With fewer than three nodes, or all in one zone, one failure takes the domain down or loses what is in it.",
  remedy:
    "Set clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true, zoneAwarenessConfig: { availabilityZoneCount: 3 } }.",
  check: ({ clusterConfig }) =>
    anyOf(
      () => (clusterConfig?.instanceCount ?? 1) < 3,
      () => clusterConfig?.zoneAwarenessEnabled !== true,
    ) && { at: "clusterConfig", message: "the domain does not outlive the failure of a zone" },
  examples: {
    pass: [
      [domain, { clusterConfig: { instanceCount: 3, zoneAwarenessEnabled: true } }],
      [older, { clusterConfig: { instanceCount: 6, zoneAwarenessEnabled: true } }],
    ],
    fail: [
      [domain, { clusterConfig: { instanceCount: 3 } }],
      [older, { clusterConfig: { instanceCount: 2, zoneAwarenessEnabled: true } }],
    ],
  },
});

export const opensearchMasters = defineViewRule({
  id: "opensearch-masters",
  title: "Domains of OpenSearch have three masters of their own",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Opensearch.11", "ES.7"] },
  on: searchDomains,
  // https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-dedicatedmasternodes.html
  why: "Nodes that also hold data lose track of the cluster when searches are heavy, and an even number of masters cannot outvote a part that was cut off.",
  remedy: "Set clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 3, dedicatedMasterType }.",
  check: ({ clusterConfig }) =>
    anyOf(
      () => clusterConfig?.dedicatedMasterEnabled !== true,
      () => (clusterConfig?.dedicatedMasterCount ?? 0) < 3,
    ) && { at: "clusterConfig", message: "the domain has fewer than three masters of its own" },
  examples: {
    pass: [
      [domain, { clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 3 } }],
      [older, { clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 5 } }],
    ],
    fail: [
      [domain, { clusterConfig: { dedicatedMasterCount: 3 } }],
      [older, { clusterConfig: { dedicatedMasterEnabled: true, dedicatedMasterCount: 2 } }],
    ],
  },
});
