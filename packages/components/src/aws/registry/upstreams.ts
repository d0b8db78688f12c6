import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import { alternatives, quote, similarName } from "../../shared/wording";
import type { EcrPublicUpstream, EcrPullThroughCacheRule } from "./ecr-registry-args";

/** An upstream registry. */
export interface Upstream {
  readonly url: string;
  /** Whether ECR needs credentials to pull images. */
  readonly needsCredentials: boolean;
}

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html lists the addresses, and
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html the registries that need credentials.
const PUBLIC_UPSTREAMS: Readonly<Record<EcrPublicUpstream, Upstream>> = {
  "docker-hub": { url: "registry-1.docker.io", needsCredentials: true },
  "ecr-public": { url: "public.ecr.aws", needsCredentials: false },
  "github-container-registry": { url: "ghcr.io", needsCredentials: true },
  "gitlab-container-registry": { url: "registry.gitlab.com", needsCredentials: true },
  k8s: { url: "registry.k8s.io", needsCredentials: false },
  quay: { url: "quay.io", needsCredentials: false },
};

// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules: 5 to 50 letters and digits.
const azureRegistryName = matching(
  /^[a-z0-9]{5,50}$/,
  "the name of an Azure registry of 5 to 50 lowercase letters and digits",
  'Use the first part of its address: "acme1" for acme1.azurecr.io.',
);

/** Checks `upstream` and returns it, or `undefined` if it is invalid. */
export function checkUpstream(
  issues: ArgumentIssues,
  path: string,
  upstream: EcrPullThroughCacheRule["upstream"],
): Upstream | undefined {
  if (typeof upstream === "object" && (upstream as unknown) !== null) {
    if (!issues.checkNames(path, upstream, ["azureRegistry"])) return undefined;
    return issues.check(`${path}.azureRegistry`, upstream.azureRegistry, azureRegistryName)
      ? { url: `${upstream.azureRegistry}.azurecr.io`, needsCredentials: true }
      : undefined;
  }
  if (typeof upstream === "string" && Object.hasOwn(PUBLIC_UPSTREAMS, upstream)) return PUBLIC_UPSTREAMS[upstream];
  const names = Object.keys(PUBLIC_UPSTREAMS);
  const similar = typeof upstream === "string" ? similarName(upstream, names) : undefined;
  const literals = alternatives([...names.map(quote), "{ azureRegistry: … }"]);
  issues.add(path, upstream, expected("not-allowed", literals, similar && `Did you mean ${quote(similar)}?`));
  return undefined;
}
