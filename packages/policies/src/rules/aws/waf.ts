import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
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

/** A rule of a web ACL, as far as it can contain a managed rule group. */
interface ManagedGroupRule {
  readonly statement?: { readonly managedRuleGroupStatement?: { readonly name?: string } };
  readonly overrideAction?: object;
}

const BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet";

const blocksBadInputs = (rule: ManagedGroupRule): boolean =>
  allOf(
    () => rule.statement?.managedRuleGroupStatement?.name === BAD_INPUTS,
    () => !("count" in (rule.overrideAction ?? {})),
  );

export const wafKnownBadInputs = defineStackRule({
  id: "waf-known-bad-inputs",
  title: "AWS WAF web ACLs enforce the AWS managed rule group for known bad inputs",
  severity: "medium",
  types: [acl],
  // https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
  why: "Exploits of known vulnerabilities, such as Log4Shell, are sent to every public address, and AWS maintains a rule group that blocks them.",
  remedy:
    'Add a rule with overrideAction: { none: {} } and statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesKnownBadInputsRuleSet" } }.',
  check: (graph) =>
    graph
      .byType(acl)
      .filter((webAcl) =>
        allOf(
          () => !("ruleJson" in webAcl.props),
          () => !listOf(webAcl.props.rules).some(blocksBadInputs),
          () => !graph.referrers(webAcl, separateRule, "webAclArn").some(({ props }) => blocksBadInputs(props)),
          () =>
            !graph.referrers(webAcl, separateGroup, "webAclArn").some(({ props }) =>
              allOf(
                () => props.managedRuleGroup?.name === BAD_INPUTS,
                () => props.overrideAction !== "count",
              ),
            ),
        ),
      )
      .map((resource) => ({ resource, at: "rules", message: "known bad inputs are not blocked" })),
  examples: {
    pass: [
      examplePlan({ acl: [acl, { rules: [badInputs] }] }),
      examplePlan({ acl: [acl, { ruleJson: "[]" }] }),
      examplePlan({
        acl: [acl, {}],
        rule: [separateRule, { webAclArn: exampleId("acl"), statement: badInputs.statement }],
      }),
      examplePlan({
        acl: [acl, {}],
        group: [
          separateGroup,
          { webAclArn: exampleId("acl"), managedRuleGroup: { name: BAD_INPUTS, vendorName: "AWS" } },
        ],
      }),
    ],
    fail: [
      examplePlan({ acl: [acl, {}] }),
      examplePlan({ acl: [acl, { rules: [ipReputation] }] }),
      examplePlan({ acl: [acl, { rules: [{ ...badInputs, overrideAction: { count: {} } }] }] }),
      examplePlan({
        acl: [acl, {}],
        group: [
          separateGroup,
          {
            webAclArn: exampleId("acl"),
            managedRuleGroup: { name: BAD_INPUTS, vendorName: "AWS" },
            overrideAction: "count",
          },
        ],
      }),
    ],
  },
});

/** A rule of a web ACL or a rule group. */
interface WafRule {
  readonly visibilityConfig?: { readonly cloudwatchMetricsEnabled?: boolean };
}

const wafRules = defineView<WafRule>()({
  [acl]: ({ rules }) => listOf(rules),
  [separateRule]: (rule) => [rule],
  [separateGroup]: (association) => [association],
  "aws:wafv2/ruleGroup:RuleGroup": ({ rules }) => listOf(rules),
});

const unmeasured = { visibilityConfig: { ...visibility, cloudwatchMetricsEnabled: false } };

export const wafMetrics = defineViewRule({
  id: "waf-metrics",
  title: "AWS WAF rules in web ACLs and rule groups have CloudWatch metrics enabled",
  severity: "low",
  controls: { "aws-fsbp": ["WAF.12"] },
  on: wafRules,
  why: "Without metrics, an attack or a rule that blocks legitimate requests goes unnoticed.",
  remedy: "Set visibilityConfig: { cloudwatchMetricsEnabled: true, … } on every rule.",
  check: ({ visibilityConfig }) =>
    visibilityConfig?.cloudwatchMetricsEnabled !== true && "CloudWatch metrics are not enabled for the rule",
  examples: {
    pass: [
      [acl, { rules: [badInputs] }],
      ["aws:wafv2/ruleGroup:RuleGroup", { rules: [{ visibilityConfig: visibility }] }],
      [separateRule, { visibilityConfig: visibility }],
      [separateGroup, { visibilityConfig: visibility }],
    ],
    fail: [
      [acl, { rules: [{ ...badInputs, ...unmeasured }] }],
      ["aws:wafv2/ruleGroup:RuleGroup", { rules: [unmeasured] }],
      [separateRule, unmeasured],
      [separateGroup, unmeasured],
    ],
  },
});
