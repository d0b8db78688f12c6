import { companion, hasCompanion } from "../../conditions/companions";
import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, isNotEmpty } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";

const zone = "aws:route53/zone:Zone";
const association = "aws:route53/zoneAssociation:ZoneAssociation";
const queryLog = "aws:route53/queryLog:QueryLog";
const signing = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec";
const signingKey = "aws:route53/keySigningKey:KeySigningKey";

/** Private zones belong to networks. */
const isPublic = (graph: Graph, one: GraphResource<typeof zone>) =>
  allOf(
    () => !isNotEmpty(one.props.vpcs),
    () => !hasCompanion(graph, one, companion(association, "zoneId")),
  );

export const route53QueryLogs = defineStackRule({
  id: "route53-query-logs",
  title: "Public zones log who asks for what",
  severity: "medium",
  controls: { "aws-fsbp": ["Route53.2"] },
  types: [zone],
  why: "Without them nobody sees that a name is looked for that should not be known, or that answers were wrong.",
  remedy:
    "Add new aws.route53.QueryLog(name, { zoneId: zone.zoneId, cloudwatchLogGroupArn: logs.arn }), with logs in us-east-1.",
  check: (graph) =>
    graph
      .byType(zone)
      .filter((one) =>
        allOf(
          () => isPublic(graph, one),
          () => !hasCompanion(graph, one, companion(queryLog, "zoneId")),
        ),
      )
      .map((resource) => ({ resource, message: "nothing logs who asks for what" })),
  examples: {
    pass: [
      examplePlan({ zone: [zone, {}], log: [queryLog, { zoneId: idOf("zone"), cloudwatchLogGroupArn: "arn" }] }),
      examplePlan({ zone: [zone, { vpcs: [{ vpcId: "vpc-1" }, { vpcId: "vpc-2" }] }] }),
      examplePlan({ zone: [zone, {}], association: [association, { zoneId: idOf("zone"), vpcId: "vpc-1" }] }),
    ],
    fail: [
      examplePlan({ zone: [zone, {}] }),
      examplePlan({
        zone: [zone, {}],
        inside: [zone, { vpcs: [{ vpcId: "vpc-1" }, { vpcId: "vpc-2" }] }],
        log: [queryLog, { zoneId: idOf("inside"), cloudwatchLogGroupArn: "arn" }],
      }),
    ],
  },
});

export const route53Dnssec = defineStackRule({
  id: "route53-dnssec",
  title: "Public zones are signed",
  severity: "low",
  types: [zone],
  why: "Without DNSSEC whoever answers first decides where a name leads.",
  remedy:
    "Add an aws.route53.KeySigningKey and an aws.route53.HostedZoneDnsSec for the zone, and a DS record to its parent.",
  check: (graph) =>
    graph
      .byType(zone)
      .filter((one) =>
        allOf(
          () => isPublic(graph, one),
          () => !hasCompanion(graph, one, companion(signing, "hostedZoneId"), companion(signingKey, "hostedZoneId")),
        ),
      )
      .map((resource) => ({ resource, message: "the answers of the zone are not signed" })),
  examples: {
    pass: [
      examplePlan({ zone: [zone, {}], signing: [signing, { hostedZoneId: idOf("zone") }] }),
      examplePlan({ zone: [zone, { vpcs: [{ vpcId: "vpc-1" }, { vpcId: "vpc-2" }] }] }),
    ],
    fail: [
      examplePlan({ zone: [zone, {}] }),
      examplePlan({ zone: [zone, {}], other: [zone, {}], signing: [signing, { hostedZoneId: idOf("other") }] }),
    ],
  },
});

export const domainTransferLocked = defineRule({
  id: "domain-transfer-locked",
  title: "Domains cannot be moved to another registrar by mistake",
  severity: "medium",
  on: "aws:route53domains/registeredDomain:RegisteredDomain",
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-lock.html
  why: "Whoever gets hold of the transfer code takes the domain, and with it the mail and the sites below it.",
  remedy: "Drop transferLock: false; left out, it is true.",
  check: ({ transferLock = true }) => !transferLock && { at: "transferLock", message: "the domain is not locked" },
  examples: {
    pass: [{ domainName: "example.com" }, { domainName: "example.com", transferLock: true }],
    fail: [{ domainName: "example.com", transferLock: false }],
  },
});
