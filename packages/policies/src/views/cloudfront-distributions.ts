import { defineView } from "../authoring/define-view";

/** The settings that standard and multi-tenant CloudFront distributions have in common. */
export interface CloudfrontDistribution {
  readonly defaultRootObject?: string;
  readonly originGroups?: readonly object[];
  readonly restrictions?: { readonly geoRestriction?: { readonly restrictionType?: string } };
  readonly viewerCertificate?: { readonly minimumProtocolVersion?: string; readonly sslSupportMethod?: string };
  readonly webAclId?: string;
}

/** Standard and multi-tenant CloudFront distributions. */
export const cloudfrontDistributions = defineView<CloudfrontDistribution>()({
  "aws:cloudfront/distribution:Distribution": (distribution) => [distribution],
  "aws:cloudfront/multitenantDistribution:MultitenantDistribution": (distribution) => [distribution],
});
