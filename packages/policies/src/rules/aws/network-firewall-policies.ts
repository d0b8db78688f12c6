import { allOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const policy = "aws:networkfirewall/firewallPolicy:FirewallPolicy";
const ruleGroup = "aws:networkfirewall/ruleGroup:RuleGroup";
const forwarding = {
  statelessDefaultActions: ["aws:forward_to_sfe"],
  statelessFragmentDefaultActions: ["aws:forward_to_sfe"],
};

interface DefaultActions {
  readonly at: string;
  readonly actions: readonly string[] | undefined;
}

/** What a policy does with whole packets and with fragments that no stateless rule speaks of. */
const defaultActions = defineView<DefaultActions>()({
  "aws:networkfirewall/firewallPolicy:FirewallPolicy": (props) => [
    {
      at: "firewallPolicy.statelessDefaultActions",
      get actions() {
        return props.firewallPolicy?.statelessDefaultActions;
      },
    },
    {
      at: "firewallPolicy.statelessFragmentDefaultActions",
      get actions() {
        return props.firewallPolicy?.statelessFragmentDefaultActions;
      },
    },
  ],
});

export const networkFirewallDefaultActions = defineViewRule({
  id: "network-firewall-default-actions",
  title: "Network firewalls let nothing pass by default",
  severity: "medium",
  controls: { "aws-fsbp": ["NetworkFirewall.4", "NetworkFirewall.5"] },
  on: defaultActions,
  why: "A default of pass lets through what no rule speaks of, and fragments that no rule can read.",
  remedy:
    'Set statelessDefaultActions and statelessFragmentDefaultActions to ["aws:forward_to_sfe"], so that the stateful rules decide, or to ["aws:drop"].',
  check: (packets) =>
    packets.actions?.includes("aws:pass") === true && {
      at: packets.at,
      message: "packets that no rule speaks of pass",
    },
  examples: {
    pass: [
      [policy, { firewallPolicy: forwarding }],
      [policy, { firewallPolicy: { ...forwarding, statelessDefaultActions: ["aws:drop", "count"] } }],
    ],
    fail: [
      [policy, { firewallPolicy: { ...forwarding, statelessDefaultActions: ["aws:pass", "count"] } }],
      [policy, { firewallPolicy: { ...forwarding, statelessFragmentDefaultActions: ["aws:pass"] } }],
    ],
  },
});

const group = { resourceArn: "arn:aws:network-firewall:eu-west-1:123456789012:stateful-rulegroup/web" };

export const networkFirewallHasRules = defineRule({
  id: "network-firewall-has-rules",
  title: "Network firewall policies have rule groups",
  severity: "medium",
  controls: { "aws-fsbp": ["NetworkFirewall.3"] },
  on: policy,
  why: "A policy without rules looks like a firewall on every diagram, and filters nothing.",
  remedy: "Name rule groups in statefulRuleGroupReferences or statelessRuleGroupReferences.",
  check: ({ firewallPolicy }) =>
    allOf(
      () => (firewallPolicy?.statefulRuleGroupReferences?.length ?? 0) === 0,
      () => (firewallPolicy?.statelessRuleGroupReferences?.length ?? 0) === 0,
    ) && { at: "firewallPolicy", message: "the policy has no rules" },
  examples: {
    pass: [
      { firewallPolicy: { ...forwarding, statefulRuleGroupReferences: [group, group] } },
      { firewallPolicy: { ...forwarding, statelessRuleGroupReferences: [group, group] } },
    ],
    fail: [{ firewallPolicy: forwarding }],
  },
});

export const networkFirewallRuleGroupsFilled = defineRule({
  id: "network-firewall-rule-groups-filled",
  title: "Stateless rule groups hold rules",
  severity: "medium",
  controls: { "aws-fsbp": ["NetworkFirewall.6"] },
  on: ruleGroup,
  why: "A policy with an empty rule group looks as if it filtered.",
  remedy: "Write rules into ruleGroup.rulesSource.statelessRulesAndCustomActions.statelessRules, or drop the group.",
  check: (props) =>
    allOf(
      () => props.type === "STATELESS",
      () => !("rules" in props),
      () => (props.ruleGroup?.rulesSource?.statelessRulesAndCustomActions?.statelessRules?.length ?? 0) === 0,
    ) && { at: "ruleGroup", message: "the rule group is empty" },
  examples: {
    pass: [
      {
        type: "STATELESS",
        ruleGroup: {
          rulesSource: { statelessRulesAndCustomActions: { statelessRules: [{ priority: 1 }, { priority: 2 }] } },
        },
      },
      { type: "STATEFUL", ruleGroup: { rulesSource: { rulesString: "pass tcp any any -> any 443" } } },
    ],
    fail: [
      { type: "STATELESS", ruleGroup: { rulesSource: { statelessRulesAndCustomActions: { statelessRules: [] } } } },
    ],
  },
});

interface Encrypted {
  readonly encryptionConfiguration?: { readonly type?: string };
}

const firewallParts = defineView<Encrypted>()({
  "aws:networkfirewall/firewall:Firewall": (firewall) => [firewall],
  "aws:networkfirewall/firewallPolicy:FirewallPolicy": (props) => [props],
  "aws:networkfirewall/ruleGroup:RuleGroup": (props) => [props],
});

export const networkFirewallCustomerKey = defineViewRule({
  id: "network-firewall-customer-key",
  title: "Network firewalls and their rules are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: firewallParts,
  // https://docs.aws.amazon.com/network-firewall/latest/developerguide/kms-encryption-at-rest.html
  why: "Who may read the rules, and with them what is not filtered, can only be limited by the policy of a key of one's own.",
  remedy: 'Set encryptionConfiguration: { type: "CUSTOMER_KMS", keyId }.',
  check: ({ encryptionConfiguration }) => encryptionConfiguration?.type !== "CUSTOMER_KMS" && "the key belongs to AWS",
  examples: {
    pass: [
      ["aws:networkfirewall/firewall:Firewall", { encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: "arn" } }],
      [ruleGroup, { encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: "arn" } }],
    ],
    fail: [
      ["aws:networkfirewall/firewall:Firewall", {}],
      [ruleGroup, { encryptionConfiguration: { type: "AWS_OWNED_KMS_KEY" } }],
    ],
  },
});
