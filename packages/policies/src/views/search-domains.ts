import { defineView } from "../rule";
import type { Props } from "../tokens";

/** What domains of OpenSearch call the same under their older name, Elasticsearch. */
export type SearchDomain = Pick<
  Props<"aws:opensearch/domain:Domain">,
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
