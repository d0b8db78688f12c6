import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
type Balancer = InputsOf<typeof balancer>;

const isApplication = ({ loadBalancerType = "application" }: Balancer) => loadBalancerType === "application";

export const lbDropInvalidHeaders = defineRule({
  id: "lb-drop-invalid-headers",
  title: "Application Load Balancers drop invalid HTTP headers",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.4"] },
  on: balancer,
  why: "A load balancer and its targets can interpret an invalid header differently, which enables HTTP request smuggling.",
  remedy: "Set dropInvalidHeaderFields: true.",
  check: (props) =>
    allOf(
      () => isApplication(props),
      () => props.dropInvalidHeaderFields !== true,
    ) && { at: "dropInvalidHeaderFields", message: "invalid headers are forwarded to the targets" },
  fix: { dropInvalidHeaderFields: true },
  examples: {
    pass: [{ dropInvalidHeaderFields: true }, { loadBalancerType: "network" }],
    fail: [{}, { loadBalancerType: "application", dropInvalidHeaderFields: false }],
  },
});

export const lbAccessLogs = defineRule({
  id: "lb-access-logs",
  title: "Application and Network Load Balancers have access logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.5"] },
  on: balancer,
  why: "Without access logs, you cannot determine who sent which requests or how the load balancer responded.",
  remedy: "Set accessLogs: { bucket: logs.bucket, enabled: true }.",
  check: (props) =>
    allOf(
      // Gateway Load Balancers do not support access logs.
      () => props.loadBalancerType !== "gateway",
      () => props.accessLogs?.enabled !== true,
    ) && { at: "accessLogs", message: "access logging is not enabled" },
  examples: {
    pass: [{ accessLogs: { bucket: "logs", enabled: true } }, { loadBalancerType: "gateway" }],
    fail: [{}, { accessLogs: { bucket: "logs" } }, { accessLogs: { bucket: "logs", enabled: false } }],
  },
});

export const lbDeletionProtection = defineRule({
  id: "lb-deletion-protection",
  title: "Application, Network, and Gateway Load Balancers have deletion protection enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.6"] },
  on: balancer,
  why: "Deleting a load balancer also deletes its DNS name, which clients and DNS records depend on.",
  remedy: "Set enableDeletionProtection: true.",
  check: ({ enableDeletionProtection }) => enableDeletionProtection !== true && "deletion protection is not enabled",
  fix: { enableDeletionProtection: true },
  examples: { pass: [{ enableDeletionProtection: true }], fail: [{}, { enableDeletionProtection: false }] },
});

export const lbDesyncMitigation = defineRule({
  id: "lb-desync-mitigation",
  title: "Application Load Balancers use the defensive or strictest desync mitigation mode",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.12"] },
  on: balancer,
  why: "In monitor mode, requests that the load balancer and its targets can interpret differently are counted but still forwarded.",
  remedy: 'Remove desyncMitigationMode to use the default "defensive", or set it to "strictest".',
  check: (props) =>
    allOf(
      () => isApplication(props),
      () => !["defensive", "strictest"].includes(props.desyncMitigationMode ?? "defensive"),
    ) && { at: "desyncMitigationMode", message: "ambiguous requests are forwarded to the targets" },
  examples: {
    pass: [{}, { desyncMitigationMode: "strictest" }, { loadBalancerType: "network", desyncMitigationMode: "monitor" }],
    fail: [{ desyncMitigationMode: "monitor" }],
  },
});

export const lbSeveralZones = defineRule({
  id: "lb-several-zones",
  title: "Application, Network, and Gateway Load Balancers span at least two Availability Zones",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.13"] },
  on: balancer,
  why: "If its only Availability Zone fails, the load balancer and the application behind it are unreachable.",
  remedy: "Add subnets in different Availability Zones to subnets or subnetMappings.",
  check: (props) =>
    allOf(
      () => (props.subnets?.length ?? 0) < 2,
      () => (props.subnetMappings?.length ?? 0) < 2,
    ) && { at: "subnets", message: "the load balancer uses fewer than two Availability Zones" },
  examples: {
    pass: [
      { subnets: ["subnet-1", "subnet-2", "subnet-3"] },
      { subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }, { subnetId: "subnet-3" }] },
    ],
    fail: [{ subnets: ["subnet-1"] }, { subnetMappings: [{ subnetId: "subnet-1" }] }],
  },
});

export const lbCrossZone = defineRule({
  id: "lb-cross-zone",
  title: "Network and Gateway Load Balancers have cross-zone load balancing enabled",
  severity: "low",
  topic: "reliability",
  on: balancer,
  // Application Load Balancers always have cross-zone load balancing enabled.
  why: "Without cross-zone load balancing, each Availability Zone uses only its own targets, so an Availability Zone with few healthy targets is overloaded while targets in other Availability Zones are idle.",
  remedy: "Set enableCrossZoneLoadBalancing: true.",
  check: (props) =>
    allOf(
      () => !isApplication(props),
      () => props.enableCrossZoneLoadBalancing !== true,
    ) && { at: "enableCrossZoneLoadBalancing", message: "cross-zone load balancing is not enabled" },
  fix: { enableCrossZoneLoadBalancing: true },
  examples: {
    pass: [{}, { loadBalancerType: "network", enableCrossZoneLoadBalancing: true }],
    fail: [{ loadBalancerType: "network" }, { loadBalancerType: "gateway", enableCrossZoneLoadBalancing: false }],
  },
});

const association = "aws:wafv2/webAclAssociation:WebAclAssociation";
const classicAssociation = "aws:wafregional/webAclAssociation:WebAclAssociation";

export const lbFirewall = defineStackRule({
  id: "lb-web-firewall",
  title: "Internet-facing Application Load Balancers are associated with an AWS WAF web ACL",
  severity: "low",
  types: [balancer],
  why: "Scanners find a public endpoint within minutes, and without a web ACL, malicious requests are not filtered.",
  remedy:
    "Create an association: new aws.wafv2.WebAclAssociation(name, { resourceArn: balancer.arn, webAclArn: acl.arn }).",
  check: (graph) =>
    graph.byType(balancer).map(
      (resource) =>
        allOf(
          () => isApplication(resource.props),
          () => resource.props.internal !== true,
          () =>
            !hasCompanion(
              graph,
              resource,
              companion(association, "resourceArn"),
              companion(classicAssociation, "resourceArn"),
            ),
        ) && { resource, message: "the load balancer is not associated with a web ACL" },
    ),
  examples: {
    pass: [
      examplePlan({ internal: [balancer, { internal: true }] }),
      examplePlan({ network: [balancer, { loadBalancerType: "network" }] }),
      examplePlan({
        balancer: [balancer, {}],
        association: [association, { resourceArn: exampleId("balancer"), webAclArn: "arn" }],
      }),
    ],
    fail: [
      examplePlan({ balancer: [balancer, {}] }),
      examplePlan({
        balancer: [balancer, { internal: false }],
        internal: [balancer, { internal: true }],
        association: [association, { resourceArn: exampleId("internal"), webAclArn: "arn" }],
      }),
    ],
  },
});
