import { listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView } from "../authoring/define-view";
import type { Policy, Statement } from "./policy-documents";

const policyOf = (inputs: object) =>
  new Document<Policy>(inputs, "policy", {
    hint: "pass the policy as an object, or compose it with pulumi.jsonStringify, so that the known parts can be checked",
    standIns: true,
  });

const endpointPolicies = defineView<Document<Policy>>()({
  "aws:ec2/vpcEndpoint:VpcEndpoint": (endpoint) => [policyOf(endpoint)],
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": (endpointPolicy) => [policyOf(endpointPolicy)],
});

/** The statements of VPC endpoint policies. An endpoint without a policy allows everything. */
export const endpointStatements = deriveView(endpointPolicies, (document): readonly Statement[] =>
  listOf(document.content?.Statement),
);
