import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, idOf } from "../../authoring/example-plan";
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
const addresses = {
  ...badInputs,
  statement: { managedRuleGroupStatement: { name: "AWSManagedRulesAmazonIpReputationList", vendorName: "AWS" } },
};

export const wafLogs = defineStackRule({
  id: "waf-logs",
  title: "Web ACLs log what they stop",
  severity: "medium",
  types: [acl],
  why: "Without logs nobody can say what was stopped, what was let through, and whether a rule hits the wrong people.",
  remedy:
    "Add new aws.wafv2.WebAclLoggingConfiguration(name, { resourceArn: acl.arn, logDestinationConfigs: [logs.arn] }).",
  check: (graph) =>
    graph
      .byType(acl)
      .filter((one) => !hasCompanion(graph, one, companion(logging, "resourceArn")))
      .map((resource) => ({ resource, message: "the web ACL logs nothing" })),
  examples: {
    pass: [
      examplePlan({ acl: [acl, {}], logs: [logging, { resourceArn: idOf("acl"), logDestinationConfigs: ["arn"] }] }),
    ],
    fail: [
      examplePlan({
        acl: [acl, {}],
        other: [acl, {}],
        logs: [logging, { resourceArn: idOf("other"), logDestinationConfigs: ["arn"] }],
      }),
    ],
  },
});

export const wafHasRules = defineStackRule({
  id: "waf-has-rules",
  title: "Web ACLs have rules",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.10"] },
  types: [acl],
  why: "A web ACL without rules only looks like protection.",
  remedy: 'Add rules, such as the managed group AWSManagedRulesCommonRuleSet of vendor "AWS".',
  check: (graph) =>
    graph
      .byType(acl)
      .filter((one) =>
        allOf(
          () => !isNotEmpty(one.props.rules),
          () => !("ruleJson" in one.props),
          () => !hasCompanion(graph, one, companion(separateRule, "webAclArn"), companion(separateGroup, "webAclArn")),
        ),
      )
      .map((resource) => ({ resource, at: "rules", message: "the web ACL has no rules" })),
  examples: {
    pass: [
      examplePlan({ acl: [acl, { rules: [badInputs, addresses] }] }),
      examplePlan({ acl: [acl, { ruleJson: "[]" }] }),
      examplePlan({ acl: [acl, {}], rule: [separateRule, { webAclArn: idOf("acl") }] }),
    ],
    fail: [
      examplePlan({ acl: [acl, {}] }),
      examplePlan({
        acl: [acl, { rules: [] }],
        other: [acl, { ruleJson: "[]" }],
        rule: [separateRule, { webAclArn: idOf("other") }],
      }),
    ],
  },
});

export const wafKnownBadInputs = defineRule({
  id: "waf-known-bad-inputs",
  title: "Web ACLs stop inputs that are known to be bad",
  severity: "medium",
  on: acl,
  // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
  why: "Attacks on known flaws, such as Log4Shell, are sent to every address there is; AWS keeps a group of rules against them.",
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
    ) && { at: "rules", message: "inputs that are known to be bad are let through" },
  examples: {
    pass: [{ rules: [badInputs] }, { ruleJson: "[]" }],
    fail: [{}, { rules: [addresses] }, { rules: [{ ...badInputs, overrideAction: { count: {} } }] }],
  },
});

export const wafMetrics = defineRule({
  id: "waf-metrics",
  title: "Rules of web ACLs are measured",
  severity: "low",
  controls: { "aws-fsbp": ["WAF.12"] },
  on: acl,
  why: "Without numbers nobody sees an attack begin, or a rule that stops everybody.",
  remedy: "Set visibilityConfig: { cloudwatchMetricsEnabled: true, … } on every rule.",
  check: ({ rules }) =>
    (rules ?? [])
      .filter(({ visibilityConfig }) => visibilityConfig?.cloudwatchMetricsEnabled !== true)
      .map((at) => ({ at, message: "the rule is not measured" })),
  examples: {
    pass: [{ rules: [badInputs] }],
    fail: [{ rules: [{ ...badInputs, visibilityConfig: { ...visibility, cloudwatchMetricsEnabled: false } }] }],
  },
});
