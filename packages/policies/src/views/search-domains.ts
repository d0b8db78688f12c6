import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

/** What domains of OpenSearch call the same under their older name, Elasticsearch. */
export type SearchDomain = Pick<
  InputsOf<"aws:opensearch/domain:Domain">,
  | "advancedSecurityOptions"
  | "clusterConfig"
  | "domainEndpointOptions"
  | "encryptAtRest"
  | "logPublishingOptions"
  | "nodeToNodeEncryption"
>;

export const searchDomains = defineView<SearchDomain>()({
  "aws:opensearch/domain:Domain": (domain) => [domain],
  "aws:elasticsearch/domain:Domain": (domain) => [domain],
});
