import { isNotEmpty } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

/** The property of an AWS WAF Classic resource that lists its contents. */
interface Contents {
  readonly at: string;
  readonly isEmpty: boolean;
}

const contentsOf = <P extends object>(props: P, at: string & keyof P): readonly Contents[] => [
  {
    at,
    get isEmpty() {
      return !isNotEmpty(props[at] as readonly unknown[] | undefined);
    },
  },
];

const rules = defineView<Contents>()({
  "aws:waf/rule:Rule": (props) => contentsOf(props, "predicates"),
  "aws:wafregional/rule:Rule": (props) => contentsOf(props, "predicates"),
});
const groups = defineView<Contents>()({
  "aws:waf/ruleGroup:RuleGroup": (props) => contentsOf(props, "activatedRules"),
  "aws:wafregional/ruleGroup:RuleGroup": (props) => contentsOf(props, "activatedRules"),
});
const acls = defineView<Contents>()({
  "aws:waf/webAcl:WebAcl": (props) => contentsOf(props, "rules"),
  "aws:wafregional/webAcl:WebAcl": (props) => contentsOf(props, "rules"),
});
const loggingSettings = defineView<{ readonly isLogged: boolean }>()({
  "aws:waf/webAcl:WebAcl": (props) => [{ isLogged: "loggingConfiguration" in props }],
  "aws:wafregional/webAcl:WebAcl": (props) => [{ isLogged: "loggingConfiguration" in props }],
});

const byIp = { dataId: "ip", negated: false, type: "IPMatch" };
const byString = { dataId: "string", negated: false, type: "ByteMatch" };

export const wafClassicRuleConditions = defineViewRule({
  id: "waf-classic-rule-conditions",
  title: "AWS WAF Classic rules have at least one condition",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.2", "WAF.6"] },
  on: rules,
  why: "A rule without conditions matches all requests or none, so it does not protect anything.",
  remedy:
    "Add predicates, or preferably migrate to aws.wafv2.WebAcl, because AWS WAF Classic has reached its end of life.",
  check: (contents) => contents.isEmpty && { at: contents.at, message: "the rule has no conditions" },
  examples: {
    pass: [["aws:waf/rule:Rule", { predicates: [byIp, byString] }]],
    fail: [
      ["aws:waf/rule:Rule", {}],
      ["aws:wafregional/rule:Rule", { predicates: [] }],
    ],
  },
});

export const wafClassicGroupRules = defineViewRule({
  id: "waf-classic-group-rules",
  title: "AWS WAF Classic rule groups have at least one rule",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.3", "WAF.7"] },
  on: groups,
  why: "A rule group without rules does not protect anything.",
  remedy:
    "Add activatedRules, or preferably migrate to aws.wafv2.RuleGroup, because AWS WAF Classic has reached its end of life.",
  check: (contents) => contents.isEmpty && { at: contents.at, message: "the rule group has no rules" },
  examples: {
    pass: [
      [
        "aws:waf/ruleGroup:RuleGroup",
        {
          activatedRules: [
            { action: { type: "BLOCK" }, priority: 1, ruleId: "a" },
            { action: { type: "BLOCK" }, priority: 2, ruleId: "b" },
          ],
        },
      ],
    ],
    fail: [
      ["aws:waf/ruleGroup:RuleGroup", {}],
      ["aws:wafregional/ruleGroup:RuleGroup", { activatedRules: [] }],
    ],
  },
});

export const wafClassicAclRules = defineViewRule({
  id: "waf-classic-acl-rules",
  title: "AWS WAF Classic web ACLs have at least one rule",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.4", "WAF.8"] },
  on: acls,
  why: "A web ACL without rules does not protect anything.",
  remedy: "Add rules, or preferably migrate to aws.wafv2.WebAcl, because AWS WAF Classic has reached its end of life.",
  check: (contents) => contents.isEmpty && { at: contents.at, message: "the web ACL has no rules" },
  examples: {
    pass: [
      [
        "aws:waf/webAcl:WebAcl",
        {
          rules: [
            { priority: 1, ruleId: "a", action: { type: "BLOCK" } },
            { priority: 2, ruleId: "b", action: { type: "BLOCK" } },
          ],
        },
      ],
    ],
    fail: [
      ["aws:waf/webAcl:WebAcl", {}],
      ["aws:wafregional/webAcl:WebAcl", { rules: [] }],
    ],
  },
});

export const wafClassicLogs = defineViewRule({
  id: "waf-classic-logs",
  title: "AWS WAF Classic web ACLs have logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.1"] },
  on: loggingSettings,
  why: "Without logs, there is no record of blocked and allowed requests, and false positives go unnoticed.",
  remedy: "Set loggingConfiguration: { logDestination: stream.arn }.",
  check: ({ isLogged }) => !isLogged && "logging is not enabled",
  examples: {
    pass: [["aws:waf/webAcl:WebAcl", { loggingConfiguration: { logDestination: "arn" } }]],
    fail: [
      ["aws:waf/webAcl:WebAcl", {}],
      ["aws:wafregional/webAcl:WebAcl", {}],
    ],
  },
});
