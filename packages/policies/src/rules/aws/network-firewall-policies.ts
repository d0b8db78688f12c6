import { specifiesAwsManagedKey } from "../../conditions/customer-keys";
import { allOf, anyOf } from "../../kernel/connectives";
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

/** The default actions of a policy for full packets and for fragments that match no stateless rule. */
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
  title: "Network Firewall policies do not pass packets or fragments that match no stateless rule",
  severity: "medium",
  controls: { "aws-fsbp": ["NetworkFirewall.4", "NetworkFirewall.5"] },
  on: defaultActions,
  why: 'The default action "aws:pass" forwards unmatched packets without inspection by the stateful rules.',
  remedy:
    'Set statelessDefaultActions and statelessFragmentDefaultActions to ["aws:forward_to_sfe"] so that the stateful rules apply, or to ["aws:drop"].',
  check: (defaults) =>
    defaults.actions?.includes("aws:pass") === true && {
      at: defaults.at,
      message: "unmatched packets pass without inspection",
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
  title: "Network Firewall policies have at least one rule group",
  severity: "medium",
  controls: { "aws-fsbp": ["NetworkFirewall.3"] },
  on: policy,
  why: "A firewall policy without rule groups appears to protect the network but contains no filtering rules.",
  remedy: "Add rule groups to statefulRuleGroupReferences or statelessRuleGroupReferences.",
  check: ({ firewallPolicy }) =>
    allOf(
      () => (firewallPolicy?.statefulRuleGroupReferences?.length ?? 0) === 0,
      () => (firewallPolicy?.statelessRuleGroupReferences?.length ?? 0) === 0,
    ) && { at: "firewallPolicy", message: "the firewall policy has no rule groups" },
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
  title: "Network Firewall stateless rule groups contain at least one rule",
  severity: "medium",
  controls: { "aws-fsbp": ["NetworkFirewall.6"] },
  on: ruleGroup,
  why: "A rule group without rules appears to filter traffic but has no effect.",
  remedy: "Add rules to ruleGroup.rulesSource.statelessRulesAndCustomActions.statelessRules, or remove the rule group.",
  check: (props) =>
    allOf(
      () => props.type === "STATELESS",
      () => !("rules" in props),
      () => (props.ruleGroup?.rulesSource?.statelessRulesAndCustomActions?.statelessRules?.length ?? 0) === 0,
    ) && { at: "ruleGroup", message: "the rule group has no rules" },
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

interface EncryptedResource {
  readonly encryptionConfiguration?: { readonly type?: string; readonly keyId?: string };
}

const firewallResources = defineView<EncryptedResource>()({
  "aws:networkfirewall/firewall:Firewall": (props) => [props],
  "aws:networkfirewall/firewallPolicy:FirewallPolicy": (props) => [props],
  "aws:networkfirewall/ruleGroup:RuleGroup": (props) => [props],
});

export const networkFirewallCustomerKey = defineViewRule({
  id: "network-firewall-customer-key",
  title: "Network Firewall firewalls, policies, and rule groups are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: firewallResources,
  // https://docs.aws.amazon.com/network-firewall/latest/developerguide/kms-encryption-at-rest.html
  why: "The rules reveal which traffic is not filtered, and only the policy of a customer managed key can restrict who can decrypt the rules.",
  remedy: 'Set encryptionConfiguration: { type: "CUSTOMER_KMS", keyId: key.arn }.',
  check: ({ encryptionConfiguration }) =>
    anyOf(
      () => encryptionConfiguration?.type !== "CUSTOMER_KMS",
      () => specifiesAwsManagedKey(encryptionConfiguration, "keyId"),
    ) && "not encrypted with a customer managed key",
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
