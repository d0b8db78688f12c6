import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const firewall = "aws:networkfirewall/firewall:Firewall";
const logs = "aws:networkfirewall/loggingConfiguration:LoggingConfiguration";

export const networkFirewallDeleteProtection = defineRule({
  id: "network-firewall-delete-protection",
  title: "Network firewalls cannot be deleted by mistake",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["NetworkFirewall.9"] },
  on: firewall,
  why: "All traffic of the network goes through the firewall: without it the network is offline or unprotected.",
  remedy: "Set deleteProtection: true.",
  check: ({ deleteProtection }) => deleteProtection !== true && "the firewall can be deleted",
  fix: { deleteProtection: true },
  examples: { pass: [{ deleteProtection: true }], fail: [{}, { deleteProtection: false }] },
});

export const networkFirewallSubnetProtection = defineRule({
  id: "network-firewall-subnet-protection",
  title: "Network firewalls keep their subnets",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["NetworkFirewall.10"] },
  on: firewall,
  why: "A subnet taken from the firewall by mistake takes the way to the internet from everything in its zone.",
  remedy: "Set subnetChangeProtection: true.",
  check: ({ subnetChangeProtection }) => subnetChangeProtection !== true && "the firewall can lose its subnets",
  fix: { subnetChangeProtection: true },
  examples: { pass: [{ subnetChangeProtection: true }], fail: [{}, { subnetChangeProtection: false }] },
});

export const networkFirewallSeveralZones = defineRule({
  id: "network-firewall-several-zones",
  title: "Network firewalls stand in several zones",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["NetworkFirewall.1"] },
  on: firewall,
  why: "When the only zone of the firewall fails, nothing in the other zones reaches the internet.",
  remedy: "Name a subnet in each zone in subnetMappings.",
  check: (props) =>
    allOf(
      () => (props.subnetMappings?.length ?? 0) < 2,
      () => (props.availabilityZoneMappings?.length ?? 0) < 2,
    ) && { at: "subnetMappings", message: "the firewall stands in one zone" },
  examples: {
    pass: [
      { subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }, { subnetId: "subnet-3" }] },
      {
        transitGatewayId: "tgw-1",
        availabilityZoneMappings: [
          { availabilityZoneId: "euw1-az1" },
          { availabilityZoneId: "euw1-az2" },
          { availabilityZoneId: "euw1-az3" },
        ],
      },
    ],
    fail: [{ subnetMappings: [{ subnetId: "subnet-1" }] }],
  },
});

export const networkFirewallLogs = defineStackRule({
  id: "network-firewall-logs",
  title: "Network firewalls write logs",
  severity: "medium",
  controls: { "aws-fsbp": ["NetworkFirewall.2"] },
  types: [firewall],
  why: "Without logs nobody sees what the firewall stopped, or why something does not get through.",
  remedy: "Add an aws.networkfirewall.LoggingConfiguration with the firewallArn.",
  check: (graph) =>
    graph.byType(firewall).map(
      (resource) =>
        !graph.referrers(resource, logs, "firewallArn").some(Boolean) && {
          resource,
          message: "the firewall writes no logs",
        },
    ),
  examples: {
    pass: [examplePlan({ firewall: [firewall, {}], logs: [logs, { firewallArn: idOf("firewall") }] })],
    fail: [examplePlan({ firewall: [firewall, {}], logs: [logs, { firewallArn: "arn:of:another" }] })],
  },
});
