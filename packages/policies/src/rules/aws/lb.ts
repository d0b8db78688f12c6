import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
type Balancer = InputsOf<typeof balancer>;

const isApplication = ({ loadBalancerType = "application" }: Balancer) => loadBalancerType === "application";

export const lbDropInvalidHeaders = defineRule({
  id: "lb-drop-invalid-headers",
  title: "Application load balancers drop invalid headers",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.4"] },
  on: balancer,
  why: "Headers that balancer and target read differently let one request smuggle another past all checks.",
  remedy: "Set dropInvalidHeaderFields: true.",
  check: (props) =>
    allOf(
      () => isApplication(props),
      () => props.dropInvalidHeaderFields !== true,
    ) && { at: "dropInvalidHeaderFields", message: "invalid headers reach the targets" },
  fix: { dropInvalidHeaderFields: true },
  examples: {
    pass: [{ dropInvalidHeaderFields: true }, { loadBalancerType: "network" }],
    fail: [{}, { loadBalancerType: "application", dropInvalidHeaderFields: false }],
  },
});

export const lbAccessLogs = defineRule({
  id: "lb-access-logs",
  title: "Application and network load balancers write access logs",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.5"] },
  on: balancer,
  why: "Without them nobody can say afterwards who called what, and what was answered.",
  remedy: "Set accessLogs: { bucket: logs.bucket, enabled: true }.",
  check: (props) =>
    allOf(
      // Gateway load balancers have none.
      () => props.loadBalancerType !== "gateway",
      () => props.accessLogs?.enabled !== true,
    ) && { at: "accessLogs", message: "the load balancer writes no access logs" },
  examples: {
    pass: [{ accessLogs: { bucket: "logs", enabled: true } }, { loadBalancerType: "gateway" }],
    fail: [{}, { accessLogs: { bucket: "logs" } }, { accessLogs: { bucket: "logs", enabled: false } }],
  },
});

export const lbDeletionProtection = defineRule({
  id: "lb-deletion-protection",
  title: "Load balancers cannot be deleted by mistake",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.6"] },
  on: balancer,
  why: "With the load balancer goes its DNS name, which clients, certificates and firewalls of others rely on.",
  remedy: "Set enableDeletionProtection: true.",
  check: ({ enableDeletionProtection }) =>
    enableDeletionProtection !== true && "nothing keeps the load balancer from being deleted",
  fix: { enableDeletionProtection: true },
  examples: { pass: [{ enableDeletionProtection: true }], fail: [{}, { enableDeletionProtection: false }] },
});

export const lbDesyncMitigation = defineRule({
  id: "lb-desync-mitigation",
  title: "Application load balancers refuse ambiguous requests",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.12"] },
  on: balancer,
  why: "In monitor mode, requests that balancer and target take apart differently are counted and let through.",
  remedy: 'Drop desyncMitigationMode: it is "defensive" by default; or set "strictest".',
  check: (props) =>
    allOf(
      () => isApplication(props),
      () => !["defensive", "strictest"].includes(props.desyncMitigationMode ?? "defensive"),
    ) && { at: "desyncMitigationMode", message: "ambiguous requests reach the targets" },
  examples: {
    pass: [{}, { desyncMitigationMode: "strictest" }, { loadBalancerType: "network", desyncMitigationMode: "monitor" }],
    fail: [{ desyncMitigationMode: "monitor" }],
  },
});

export const lbSeveralZones = defineRule({
  id: "lb-several-zones",
  title: "Load balancers stand in several zones",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.13"] },
  on: balancer,
  why: "When the only zone fails, nothing behind the load balancer can be reached.",
  remedy: "Name a subnet in each of several zones in subnets or subnetMappings.",
  check: (props) =>
    allOf(
      () => (props.subnets?.length ?? 0) < 2,
      () => (props.subnetMappings?.length ?? 0) < 2,
    ) && { at: "subnets", message: "the load balancer has one zone" },
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
  title: "Network and gateway load balancers use the targets of all zones",
  severity: "low",
  topic: "reliability",
  on: balancer,
  // Application load balancers always do.
  why: "Otherwise a zone whose targets fail answers nothing, though others have healthy ones.",
  remedy: "Set enableCrossZoneLoadBalancing: true.",
  check: (props) =>
    allOf(
      () => !isApplication(props),
      () => props.enableCrossZoneLoadBalancing !== true,
    ) && { at: "enableCrossZoneLoadBalancing", message: "each zone uses its own targets only" },
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
  title: "Public application load balancers stand behind a web application firewall",
  severity: "low",
  types: [balancer],
  why: "Scanners find a public address within minutes, and nothing filters what they send.",
  remedy: "Add new aws.wafv2.WebAclAssociation(name, { resourceArn: balancer.arn, webAclArn: acl.arn }).",
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
        ) && { resource, message: "no web application firewall protects the public load balancer" },
    ),
  examples: {
    pass: [
      examplePlan({ internal: [balancer, { internal: true }] }),
      examplePlan({ network: [balancer, { loadBalancerType: "network" }] }),
      examplePlan({
        balancer: [balancer, {}],
        association: [association, { resourceArn: idOf("balancer"), webAclArn: "arn" }],
      }),
    ],
    fail: [
      examplePlan({ balancer: [balancer, {}] }),
      examplePlan({
        balancer: [balancer, { internal: false }],
        other: [balancer, { internal: true }],
        association: [association, { resourceArn: idOf("other"), webAclArn: "arn" }],
      }),
    ],
  },
});
