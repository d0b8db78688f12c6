import { listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView } from "../authoring/define-view";
import type { Policy, Statement } from "./policy-documents";

const policy = (holder: object) =>
  new Document<Policy>(holder, "policy", {
    hint: "the policy of an endpoint is one text, which is unknown as a whole",
  });

const endpointPolicies = defineView<Document<Policy>>()({
  "aws:ec2/vpcEndpoint:VpcEndpoint": (endpoint) => [policy(endpoint)],
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": (separate) => [policy(separate)],
});

/** What may be done through endpoints, where it is written. Without a policy, everything. */
export const endpointStatements = deriveView(endpointPolicies, (document): readonly Statement[] =>
  listOf(document.content?.Statement),
);
