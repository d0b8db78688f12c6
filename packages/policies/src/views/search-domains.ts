import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

/** The properties that OpenSearch domains have in common with Elasticsearch domains, their predecessor. */
export type SearchDomain = Pick<
  InputsOf<"aws:opensearch/domain:Domain">,
  | "advancedSecurityOptions"
  | "clusterConfig"
  | "domainEndpointOptions"
  | "encryptAtRest"
  | "logPublishingOptions"
  | "nodeToNodeEncryption"
>;

/** OpenSearch and Elasticsearch domains. */
export const searchDomains = defineView<SearchDomain>()({
  "aws:opensearch/domain:Domain": (domain) => [domain],
  "aws:elasticsearch/domain:Domain": (domain) => [domain],
});
