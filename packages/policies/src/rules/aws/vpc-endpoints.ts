import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { endpointStatements } from "../../views/endpoint-policies";

const vpc = "aws:ec2/vpc:Vpc";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const s3 = { vpcId: idOf("vpc"), serviceName: "com.amazonaws.eu-west-1.s3", routeTableIds: ["rtb-1"] };
const dynamodb = { vpcId: idOf("vpc"), serviceName: "com.amazonaws.eu-west-1.dynamodb", routeTableIds: ["rtb-1"] };

export const vpcEndpoints = defineStackRule({
  id: "vpc-endpoints",
  title: "VPCs reach S3 and DynamoDB without leaving AWS's network",
  severity: "low",
  types: [vpc],
  options: {
    services: stringListOption(
      ["s3", "dynamodb"],
      "Services that each VPC has an endpoint for, as in the end of the service name. The defaults cost nothing. Controls EC2.10, EC2.55, EC2.56, EC2.57, EC2.58 and EC2.60 of AWS Foundational Security Best Practices ask for ec2, ecr.api, ecr.dkr, ssm, ssm-contacts and ssm-incidents as well, which cost money by the hour.",
    ),
  },
  // https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
  why: "Without an endpoint the traffic goes through a NAT gateway, which charges for each gigabyte, and no policy of the network can limit it.",
  remedy:
    "Add an aws.ec2.VpcEndpoint with the vpcId, the routeTableIds and the serviceName of each service: com.amazonaws.eu-west-1.s3.",
  check: (graph, { options }) =>
    graph.byType(vpc).map((resource) => {
      const endpoints = graph.referrers(resource, endpoint, "vpcId");
      const hasEndpoint = (service: string) =>
        endpoints.some(({ props: { serviceName = "" } }) => serviceName.endsWith(".".concat(service)));
      const services = options.services.filter((service, index, all) => all.indexOf(service) === index);
      return (
        anyOf(
          () => endpoints.length < services.length,
          () => !listOf(services).every(hasEndpoint),
        ) && { resource, message: "a service has no endpoint in the VPC" }
      );
    }),
  examples: {
    pass: [examplePlan({ vpc: [vpc, {}], s3: [endpoint, s3], dynamodb: [endpoint, dynamodb] })],
    fail: [
      examplePlan({ vpc: [vpc, {}], s3: [endpoint, s3], again: [endpoint, s3] }),
      examplePlan({
        vpc: [vpc, {}],
        s3: [endpoint, s3],
        other: [endpoint, { ...dynamodb, vpcId: "vpc-of-others" }],
      }),
    ],
  },
});

const everything = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const ofBucket = { ...everything, Resource: "arn:aws:s3:::shop-orders/*" };
const ofAccount = { ...everything, Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } } };

export const vpcEndpointPolicyLimited = defineViewRule({
  id: "vpc-endpoint-policy-limited",
  title: "Policies of VPC endpoints limit something",
  severity: "medium",
  on: endpointStatements,
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  why: "A policy that allows everyone everything reads like a limit and is none: data can go to any bucket or queue of any account.",
  remedy:
    'Name the resources, or add Condition: { StringEquals: { "aws:ResourceOrgID": "o-…" } }; without any limit drop the policy.',
  check: (statement) =>
    allOf(
      () => statement.Effect === "Allow",
      () => !("Condition" in statement),
      () => listOf(() => statement.Resource).some((resource) => /^\*+$/.test(resource)),
      () => listOf(() => statement.Action).some((action) => /^(\*+|[\w-]+:\*+)$/.test(action)),
      () => isEveryone(statement.Principal),
    ) && "a statement allows everyone everything",
  examples: {
    pass: [
      [endpoint, {}],
      [endpoint, { policy: JSON.stringify({ Statement: [ofBucket] }) }],
      [endpoint, { policy: JSON.stringify({ Statement: [ofAccount] }) }],
    ],
    fail: [
      [endpoint, { policy: JSON.stringify({ Statement: [ofBucket, everything] }) }],
      [
        "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
        { policy: JSON.stringify({ Statement: { ...everything, Principal: { AWS: ["*"] }, Action: ["s3:*"] } }) },
      ],
    ],
  },
});

type Principal = string | Readonly<Record<string, string | readonly string[] | undefined>> | undefined;

const isEveryone = (principal: Principal): boolean =>
  typeof principal === "object" ? listOf(() => principal.AWS).includes("*") : principal === "*";

export const vpcEndpointServiceAcceptance = defineRule({
  id: "vpc-endpoint-service-acceptance",
  title: "VPC endpoint services accept each consumer by hand",
  severity: "medium",
  on: "aws:ec2/vpcEndpointService:VpcEndpointService",
  // https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
  why: "Without acceptance every account among the allowed principals connects by itself, and nobody sees who did.",
  remedy:
    "Set acceptanceRequired: true, and accept by aws.ec2.VpcEndpointConnectionAccepter where it has to be automatic.",
  check: ({ acceptanceRequired }) => acceptanceRequired !== true && "consumers connect without being accepted",
  fix: { acceptanceRequired: true },
  examples: { pass: [{ acceptanceRequired: true }], fail: [{ acceptanceRequired: false }] },
});
