import { examplePlan, exampleId } from "../../authoring/example-plan";
import { hasRestrictiveCondition } from "../../conditions/statement-conditions";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { endpointStatements } from "../../views/endpoint-policies";

const vpc = "aws:ec2/vpc:Vpc";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const s3 = { vpcId: exampleId("vpc"), serviceName: "com.amazonaws.eu-west-1.s3", routeTableIds: ["rtb-1"] };
const dynamodb = { vpcId: exampleId("vpc"), serviceName: "com.amazonaws.eu-west-1.dynamodb", routeTableIds: ["rtb-1"] };

export const vpcEndpoints = defineStackRule({
  id: "vpc-endpoints",
  title: "VPCs have endpoints for S3 and DynamoDB",
  severity: "low",
  types: [vpc],
  options: {
    services: stringListOption(
      ["s3", "dynamodb"],
      "Services that each VPC must have an endpoint for, given as the last part of the endpoint service name. The default endpoints are free of charge. Controls EC2.10, EC2.55, EC2.56, EC2.57, EC2.58, and EC2.60 of AWS Foundational Security Best Practices also require ec2, ecr.api, ecr.dkr, ssm, ssm-contacts, and ssm-incidents, which are billed by the hour.",
    ),
  },
  // https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
  why: "Without an endpoint, traffic to the service goes through a NAT gateway, which charges per gigabyte, and no endpoint policy can restrict the traffic.",
  remedy:
    'Add an aws.ec2.VpcEndpoint with vpcId: vpc.id, routeTableIds, and the serviceName of each service, such as "com.amazonaws.eu-west-1.s3".',
  check: (graph, { options }) =>
    graph.byType(vpc).map((resource) => {
      const endpoints = graph.referrers(resource, endpoint, "vpcId");
      const hasEndpoint = (service: string) =>
        endpoints.some(({ props: { serviceName = "" } }) => serviceName.endsWith(".".concat(service)));
      const required = options.services.filter((service, index, services) => services.indexOf(service) === index);
      return (
        anyOf(
          () => endpoints.length < required.length,
          () => !listOf(required).every(hasEndpoint),
        ) && { resource, message: "the VPC has no endpoint for a required service" }
      );
    }),
  examples: {
    pass: [examplePlan({ vpc: [vpc, {}], s3: [endpoint, s3], dynamodb: [endpoint, dynamodb] })],
    fail: [
      examplePlan({ vpc: [vpc, {}], s3: [endpoint, s3], again: [endpoint, s3] }),
      examplePlan({
        vpc: [vpc, {}],
        s3: [endpoint, s3],
        other: [endpoint, { ...dynamodb, vpcId: "vpc-2" }],
      }),
    ],
  },
});

const fullAccess = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const bucketAccess = { ...fullAccess, Resource: "arn:aws:s3:::shop-orders/*" };
const accountAccess = { ...fullAccess, Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } } };

export const vpcEndpointPolicyLimited = defineViewRule({
  id: "vpc-endpoint-policy-limited",
  title: "VPC endpoint policies do not allow full access to every principal",
  severity: "medium",
  on: endpointStatements,
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  why: "A policy that allows every principal all actions on all resources does not restrict access, so data can be sent to buckets and queues in any account.",
  remedy:
    'Set Resource to specific resources, or add Condition: { StringEquals: { "aws:ResourceOrgID": "o-…" } }. If no restriction is intended, remove the policy.',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => !hasRestrictiveCondition(statement),
      () => listOf(() => statement.Resource).some((resource) => /^\*+$/.test(resource)),
      () => listOf(() => statement.Action).some((action) => /^(\*+|[\w-]+:\*+)$/.test(action)),
      () => isEveryone(statement.Principal),
    ) && "a statement allows full access to every principal",
  examples: {
    pass: [
      [endpoint, {}],
      [endpoint, { policy: JSON.stringify({ Statement: [bucketAccess] }) }],
      [endpoint, { policy: JSON.stringify({ Statement: [accountAccess] }) }],
    ],
    fail: [
      [endpoint, { policy: JSON.stringify({ Statement: [bucketAccess, fullAccess] }) }],
      [
        "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
        { policy: JSON.stringify({ Statement: { ...fullAccess, Principal: { AWS: ["*"] }, Action: ["s3:*"] } }) },
      ],
    ],
  },
});

type Principal = string | Readonly<Record<string, string | readonly string[] | undefined>> | undefined;

const isEveryone = (principal: Principal): boolean =>
  typeof principal === "object" ? listOf(() => principal.AWS).includes("*") : principal === "*";

export const vpcEndpointServiceAcceptance = defineRule({
  id: "vpc-endpoint-service-acceptance",
  title: "VPC endpoint services require acceptance of connection requests",
  severity: "medium",
  on: "aws:ec2/vpcEndpointService:VpcEndpointService",
  // https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
  why: "If acceptance is not required, every allowed principal can connect without review.",
  remedy:
    "Set acceptanceRequired: true. To accept known consumers automatically, add aws.ec2.VpcEndpointConnectionAccepter resources.",
  check: ({ acceptanceRequired }) => acceptanceRequired !== true && "connection requests are accepted automatically",
  fix: { acceptanceRequired: true },
  examples: { pass: [{ acceptanceRequired: true }], fail: [{ acceptanceRequired: false }] },
});
