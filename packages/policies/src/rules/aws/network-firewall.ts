import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const firewall = "aws:networkfirewall/firewall:Firewall";
const logs = "aws:networkfirewall/loggingConfiguration:LoggingConfiguration";

export const networkFirewallDeleteProtection = defineRule({
  id: "network-firewall-delete-protection",
  title: "Network Firewall firewalls have deletion protection enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["NetworkFirewall.9"] },
  on: firewall,
  why: "The VPC routes its traffic through the firewall, so deleting the firewall interrupts the traffic or leaves the VPC unprotected.",
  remedy: "Set deleteProtection: true.",
  check: ({ deleteProtection }) => deleteProtection !== true && "deletion protection is not enabled",
  fix: { deleteProtection: true },
  examples: { pass: [{ deleteProtection: true }], fail: [{}, { deleteProtection: false }] },
});

export const networkFirewallSubnetProtection = defineRule({
  id: "network-firewall-subnet-protection",
  title: "Network Firewall firewalls have subnet change protection enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["NetworkFirewall.10"] },
  on: firewall,
  why: "Removing a subnet from the firewall by mistake cuts off internet access for all resources in the subnet's Availability Zone.",
  remedy: "Set subnetChangeProtection: true.",
  check: ({ subnetChangeProtection }) => subnetChangeProtection !== true && "subnet change protection is not enabled",
  fix: { subnetChangeProtection: true },
  examples: { pass: [{ subnetChangeProtection: true }], fail: [{}, { subnetChangeProtection: false }] },
});

export const networkFirewallSeveralZones = defineRule({
  id: "network-firewall-several-zones",
  title: "Network Firewall firewalls span at least two Availability Zones",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["NetworkFirewall.1"] },
  on: firewall,
  why: "If the firewall's only Availability Zone fails, resources in other Availability Zones also lose internet access.",
  remedy: "Add a subnet in each Availability Zone to subnetMappings.",
  check: (props) =>
    allOf(
      () => (props.subnetMappings?.length ?? 0) < 2,
      () => (props.availabilityZoneMappings?.length ?? 0) < 2,
    ) && { at: "subnetMappings", message: "the firewall uses fewer than two Availability Zones" },
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
  title: "Network Firewall firewalls have a logging configuration",
  severity: "medium",
  controls: { "aws-fsbp": ["NetworkFirewall.2"] },
  types: [firewall],
  why: "Without logs, you cannot see which traffic the firewall blocked or why a connection fails.",
  remedy: "Add an aws.networkfirewall.LoggingConfiguration with firewallArn: firewall.arn and a loggingConfiguration.",
  check: (graph) =>
    graph.byType(firewall).map(
      (resource) =>
        !graph.referrers(resource, logs, "firewallArn").some(Boolean) && {
          resource,
          message: "the firewall has no logging configuration",
        },
    ),
  examples: {
    pass: [examplePlan({ firewall: [firewall, {}], logs: [logs, { firewallArn: exampleId("firewall") }] })],
    fail: [examplePlan({ firewall: [firewall, {}], logs: [logs, { firewallArn: "arn:of:another" }] })],
  },
});
