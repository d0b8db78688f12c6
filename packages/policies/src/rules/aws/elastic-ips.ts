import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";

const eip = "aws:ec2/eip:Eip";
const nat = "aws:ec2/natGateway:NatGateway";
const association = "aws:ec2/eipAssociation:EipAssociation";

/** Whether anything of the stack takes the address. */
const isTaken = (graph: Graph, address: GraphResource<typeof eip>): boolean =>
  anyOf(
    () => graph.referrers(address, association, "allocationId").some(Boolean),
    () => graph.referrers(address, nat, "allocationId").some(Boolean),
    () => graph.referrers(address, nat, "secondaryAllocationIds").some(Boolean),
    () => graph.referrers(address, nat, "availabilityZoneAddresses.allocationIds").some(Boolean),
    () =>
      graph
        .referrers(address, "aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation", "allocationId")
        .some(Boolean),
    () => graph.referrers(address, "aws:lb/loadBalancer:LoadBalancer", "subnetMappings.allocationId").some(Boolean),
    () => graph.referrers(address, "aws:transfer/server:Server", "endpointDetails.addressAllocationIds").some(Boolean),
  );

export const eipInUse = defineStackRule({
  id: "eip-in-use",
  title: "Elastic IP addresses belong to something",
  severity: "low",
  controls: { "aws-fsbp": ["EC2.12"] },
  types: [eip],
  why: "An address without an owner costs money every hour, and DNS names that still point to it can be taken over once it is released.",
  remedy: "Attach it by instance, networkInterface or the allocationId of what needs it, or drop it.",
  check: (graph) =>
    graph.byType(eip).map(
      (resource) =>
        allOf(
          () => !("instance" in resource.props),
          () => !("networkInterface" in resource.props),
          () => !isTaken(graph, resource),
        ) && { resource, message: "nothing of the stack uses the address" },
    ),
  examples: {
    pass: [
      examplePlan({ address: [eip, { instance: "i-1" }] }),
      examplePlan({ address: [eip, {}], nat: [nat, { allocationId: idOf("address") }] }),
      examplePlan({
        address: [eip, {}],
        association: [association, { allocationId: idOf("address"), instanceId: "i-1" }],
      }),
    ],
    fail: [examplePlan({ address: [eip, {}] })],
  },
});
