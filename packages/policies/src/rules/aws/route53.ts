import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, isNotEmpty } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";

const zone = "aws:route53/zone:Zone";
const association = "aws:route53/zoneAssociation:ZoneAssociation";
const queryLog = "aws:route53/queryLog:QueryLog";
const signing = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec";
const signingKey = "aws:route53/keySigningKey:KeySigningKey";

/** Whether a hosted zone is public. Private hosted zones are associated with VPCs. */
const isPublic = (graph: Graph, hostedZone: GraphResource<typeof zone>) =>
  allOf(
    () => !isNotEmpty(hostedZone.props.vpcs),
    () => !hasCompanion(graph, hostedZone, companion(association, "zoneId")),
  );

export const route53QueryLogs = defineStackRule({
  id: "route53-query-logs",
  title: "Route 53 public hosted zones have query logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["Route53.2"] },
  types: [zone],
  why: "Without query logs, you cannot detect queries for names that are meant to stay private or investigate incorrect responses.",
  remedy:
    "Create a query log: new aws.route53.QueryLog(name, { zoneId: zone.zoneId, cloudwatchLogGroupArn: logs.arn }), with a log group in us-east-1.",
  check: (graph) =>
    graph
      .byType(zone)
      .filter((hostedZone) =>
        allOf(
          () => isPublic(graph, hostedZone),
          () => !hasCompanion(graph, hostedZone, companion(queryLog, "zoneId")),
        ),
      )
      .map((resource) => ({ resource, message: "query logging is not enabled" })),
  examples: {
    pass: [
      examplePlan({ zone: [zone, {}], log: [queryLog, { zoneId: exampleId("zone"), cloudwatchLogGroupArn: "arn" }] }),
      examplePlan({ zone: [zone, { vpcs: [{ vpcId: "vpc-1" }, { vpcId: "vpc-2" }] }] }),
      examplePlan({ zone: [zone, {}], association: [association, { zoneId: exampleId("zone"), vpcId: "vpc-1" }] }),
    ],
    fail: [
      examplePlan({ zone: [zone, {}] }),
      examplePlan({
        zone: [zone, {}],
        privateZone: [zone, { vpcs: [{ vpcId: "vpc-1" }, { vpcId: "vpc-2" }] }],
        log: [queryLog, { zoneId: exampleId("privateZone"), cloudwatchLogGroupArn: "arn" }],
      }),
    ],
  },
});

export const route53Dnssec = defineStackRule({
  id: "route53-dnssec",
  title: "Route 53 public hosted zones have DNSSEC signing configured",
  severity: "low",
  types: [zone],
  why: "Without DNSSEC, an attacker can forge DNS responses and redirect traffic.",
  remedy:
    "Add an aws.route53.KeySigningKey and an aws.route53.HostedZoneDnsSec for the hosted zone, and add a DS record to the parent zone.",
  check: (graph) =>
    graph
      .byType(zone)
      .filter((hostedZone) =>
        allOf(
          () => isPublic(graph, hostedZone),
          () =>
            !hasCompanion(graph, hostedZone, companion(signing, "hostedZoneId"), companion(signingKey, "hostedZoneId")),
        ),
      )
      .map((resource) => ({ resource, message: "DNSSEC signing is not configured" })),
  examples: {
    pass: [
      examplePlan({ zone: [zone, {}], signing: [signing, { hostedZoneId: exampleId("zone") }] }),
      examplePlan({ zone: [zone, { vpcs: [{ vpcId: "vpc-1" }, { vpcId: "vpc-2" }] }] }),
    ],
    fail: [
      examplePlan({ zone: [zone, {}] }),
      examplePlan({ zone: [zone, {}], signed: [zone, {}], signing: [signing, { hostedZoneId: exampleId("signed") }] }),
    ],
  },
});

const registeredDomain = "aws:route53domains/registeredDomain:RegisteredDomain";
const ownedDomain = "aws:route53domains/domain:Domain";

export const domainTransferLocked = defineViewRule({
  id: "domain-transfer-locked",
  title: "Route 53 registered domains have transfer lock enabled",
  severity: "medium",
  on: defineView<{ readonly transferLock?: boolean }>()({
    [registeredDomain]: (props) => [props],
    [ownedDomain]: (props) => [props],
  }),
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-lock.html
  why: "An attacker who obtains the transfer code can take over the domain together with its websites and email.",
  remedy: "Remove transferLock: false. The default is true.",
  check: ({ transferLock = true }) => !transferLock && { at: "transferLock", message: "transfer lock is disabled" },
  examples: {
    pass: [
      [registeredDomain, { domainName: "example.com" }],
      [registeredDomain, { domainName: "example.com", transferLock: true }],
    ],
    fail: [
      [registeredDomain, { domainName: "example.com", transferLock: false }],
      [ownedDomain, { domainName: "example.com", transferLock: false }],
    ],
  },
});
