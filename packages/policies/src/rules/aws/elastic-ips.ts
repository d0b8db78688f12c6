import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";

const eip = "aws:ec2/eip:Eip";
const nat = "aws:ec2/natGateway:NatGateway";
const association = "aws:ec2/eipAssociation:EipAssociation";

/** Whether another resource in the stack uses the address. */
const isInUse = (graph: Graph, address: GraphResource<typeof eip>): boolean =>
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
  title: "Elastic IP addresses are used by a resource in the stack",
  severity: "low",
  controls: { "aws-fsbp": ["EC2.12"] },
  types: [eip],
  why: "An unused Elastic IP address incurs hourly charges, and after the address is released, an attacker can take over DNS names that still point to it.",
  remedy:
    "Set instance or networkInterface, or set the allocationId of another resource to the ID of the address. If the address is no longer needed, remove it.",
  check: (graph) =>
    graph.byType(eip).map(
      (resource) =>
        allOf(
          () => !("instance" in resource.props),
          () => !("networkInterface" in resource.props),
          () => !isInUse(graph, resource),
        ) && { resource, message: "no resource in the stack uses the address" },
    ),
  examples: {
    pass: [
      examplePlan({ address: [eip, { instance: "i-1" }] }),
      examplePlan({ address: [eip, {}], nat: [nat, { allocationId: exampleId("address") }] }),
      examplePlan({
        address: [eip, {}],
        association: [association, { allocationId: exampleId("address"), instanceId: "i-1" }],
      }),
    ],
    fail: [examplePlan({ address: [eip, {}] })],
  },
});
