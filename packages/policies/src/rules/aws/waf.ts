import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const acl = "aws:wafv2/webAcl:WebAcl";
const logging = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
const separateRule = "aws:wafv2/webAclRule:WebAclRule";
const separateGroup = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation";
const visibility = { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: true };
const badInputs = {
  name: "bad-inputs",
  priority: 1,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { name: "AWSManagedRulesKnownBadInputsRuleSet", vendorName: "AWS" } },
  visibilityConfig: visibility,
};
const ipReputation = {
  ...badInputs,
  statement: { managedRuleGroupStatement: { name: "AWSManagedRulesAmazonIpReputationList", vendorName: "AWS" } },
};

export const wafLogs = defineStackRule({
  id: "waf-logs",
  title: "AWS WAF web ACLs have logging enabled",
  severity: "medium",
  types: [acl],
  why: "Without logs, there is no record of blocked and allowed requests, and false positives go unnoticed.",
  remedy:
    "Add new aws.wafv2.WebAclLoggingConfiguration(name, { resourceArn: acl.arn, logDestinationConfigs: [logs.arn] }).",
  check: (graph) =>
    graph
      .byType(acl)
      .filter((webAcl) => !hasCompanion(graph, webAcl, companion(logging, "resourceArn")))
      .map((resource) => ({ resource, message: "logging is not enabled" })),
  examples: {
    pass: [
      examplePlan({
        acl: [acl, {}],
        logs: [logging, { resourceArn: exampleId("acl"), logDestinationConfigs: ["arn"] }],
      }),
    ],
    fail: [
      examplePlan({
        acl: [acl, {}],
        other: [acl, {}],
        logs: [logging, { resourceArn: exampleId("other"), logDestinationConfigs: ["arn"] }],
      }),
    ],
  },
});

export const wafHasRules = defineStackRule({
  id: "waf-has-rules",
  title: "AWS WAF web ACLs have at least one rule or rule group",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.10"] },
  types: [acl],
  why: "A web ACL without rules does not protect anything.",
  remedy: 'Add rules, such as the managed rule group AWSManagedRulesCommonRuleSet from the vendor "AWS".',
  check: (graph) =>
    graph
      .byType(acl)
      .filter((webAcl) =>
        allOf(
          () => !isNotEmpty(webAcl.props.rules),
          () => !("ruleJson" in webAcl.props),
          () =>
            !hasCompanion(graph, webAcl, companion(separateRule, "webAclArn"), companion(separateGroup, "webAclArn")),
        ),
      )
      .map((resource) => ({ resource, at: "rules", message: "the web ACL has no rules" })),
  examples: {
    pass: [
      examplePlan({ acl: [acl, { rules: [badInputs, ipReputation] }] }),
      examplePlan({ acl: [acl, { ruleJson: "[]" }] }),
      examplePlan({ acl: [acl, {}], rule: [separateRule, { webAclArn: exampleId("acl") }] }),
    ],
    fail: [
      examplePlan({ acl: [acl, {}] }),
      examplePlan({
        acl: [acl, { rules: [] }],
        other: [acl, { ruleJson: "[]" }],
        rule: [separateRule, { webAclArn: exampleId("other") }],
      }),
    ],
  },
});

export const wafKnownBadInputs = defineRule({
  id: "waf-known-bad-inputs",
  title: "AWS WAF web ACLs enforce the AWS managed rule group for known bad inputs",
  severity: "medium",
  on: acl,
  // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
  why: "Exploits of known vulnerabilities, such as Log4Shell, are sent to every public address, and AWS maintains a rule group that blocks them.",
  remedy:
    'Add a rule with overrideAction: { none: {} } and statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" } }.',
  check: (props) =>
    allOf(
      () => !("ruleJson" in props),
      () =>
        !listOf(props.rules).some((rule) =>
          allOf(
            () => rule.statement?.managedRuleGroupStatement?.name === "AWSManagedRulesKnownBadInputsRuleSet",
            () => !("count" in (rule.overrideAction ?? {})),
          ),
        ),
    ) && { at: "rules", message: "known bad inputs are not blocked" },
  examples: {
    pass: [{ rules: [badInputs] }, { ruleJson: "[]" }],
    fail: [{}, { rules: [ipReputation] }, { rules: [{ ...badInputs, overrideAction: { count: {} } }] }],
  },
});

export const wafMetrics = defineRule({
  id: "waf-metrics",
  title: "AWS WAF web ACL rules have CloudWatch metrics enabled",
  severity: "low",
  controls: { "aws-fsbp": ["WAF.12"] },
  on: acl,
  why: "Without metrics, an attack or a rule that blocks legitimate requests goes unnoticed.",
  remedy: "Set visibilityConfig: { cloudwatchMetricsEnabled: true, … } on every rule.",
  check: ({ rules }) =>
    (rules ?? [])
      .filter(({ visibilityConfig }) => visibilityConfig?.cloudwatchMetricsEnabled !== true)
      .map((at) => ({ at, message: "CloudWatch metrics are not enabled for the rule" })),
  examples: {
    pass: [{ rules: [badInputs] }],
    fail: [{ rules: [{ ...badInputs, visibilityConfig: { ...visibility, cloudwatchMetricsEnabled: false } }] }],
  },
});
