import { isNotEmpty } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

/** What a part of WAF Classic is made of. */
interface Part {
  readonly at: string;
  readonly isEmpty: boolean;
}

const part = <P extends object>(props: P, at: string & keyof P): readonly Part[] => [
  {
    at,
    get isEmpty() {
      return !isNotEmpty(props[at] as readonly unknown[] | undefined);
    },
  },
];

const rules = defineView<Part>()({
  "aws:waf/rule:Rule": (props) => part(props, "predicates"),
  "aws:wafregional/rule:Rule": (props) => part(props, "predicates"),
});
const groups = defineView<Part>()({
  "aws:waf/ruleGroup:RuleGroup": (props) => part(props, "activatedRules"),
  "aws:wafregional/ruleGroup:RuleGroup": (props) => part(props, "activatedRules"),
});
const acls = defineView<Part>()({
  "aws:waf/webAcl:WebAcl": (props) => part(props, "rules"),
  "aws:wafregional/webAcl:WebAcl": (props) => part(props, "rules"),
});
const logged = defineView<{ readonly isLogged: boolean }>()({
  "aws:waf/webAcl:WebAcl": (props) => [{ isLogged: "loggingConfiguration" in props }],
  "aws:wafregional/webAcl:WebAcl": (props) => [{ isLogged: "loggingConfiguration" in props }],
});

const byIp = { dataId: "ip", negated: false, type: "IPMatch" };
const byText = { dataId: "text", negated: false, type: "ByteMatch" };

export const wafClassicRuleConditions = defineViewRule({
  id: "waf-classic-rule-conditions",
  title: "Rules of WAF Classic have conditions",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.2", "WAF.6"] },
  on: rules,
  why: "A rule without conditions matches everything or nothing, and only looks like protection.",
  remedy: "Add predicates, or better move to aws.wafv2.WebAcl: WAF Classic has come to its end.",
  check: (one) => one.isEmpty && { at: one.at, message: "the rule has no conditions" },
  examples: {
    pass: [["aws:waf/rule:Rule", { predicates: [byIp, byText] }]],
    fail: [
      ["aws:waf/rule:Rule", {}],
      ["aws:wafregional/rule:Rule", { predicates: [] }],
    ],
  },
});

export const wafClassicGroupRules = defineViewRule({
  id: "waf-classic-group-rules",
  title: "Rule groups of WAF Classic have rules",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.3", "WAF.7"] },
  on: groups,
  why: "A group without rules only looks like protection.",
  remedy: "Add activatedRules, or better move to aws.wafv2.RuleGroup: WAF Classic has come to its end.",
  check: (one) => one.isEmpty && { at: one.at, message: "the group has no rules" },
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
  title: "Web ACLs of WAF Classic have rules",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.4", "WAF.8"] },
  on: acls,
  why: "A web ACL without rules only looks like protection.",
  remedy: "Add rules, or better move to aws.wafv2.WebAcl: WAF Classic has come to its end.",
  check: (one) => one.isEmpty && { at: one.at, message: "the web ACL has no rules" },
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
  title: "Web ACLs of WAF Classic log what they stop",
  severity: "medium",
  controls: { "aws-fsbp": ["WAF.1"] },
  on: logged,
  why: "Without logs nobody can say what was stopped, what was let through, and whether a rule hits the wrong people.",
  remedy: "Set loggingConfiguration: { logDestination: stream.arn }.",
  check: ({ isLogged }) => !isLogged && "the web ACL logs nothing",
  examples: {
    pass: [["aws:waf/webAcl:WebAcl", { loggingConfiguration: { logDestination: "arn" } }]],
    fail: [
      ["aws:waf/webAcl:WebAcl", {}],
      ["aws:wafregional/webAcl:WebAcl", {}],
    ],
  },
});
