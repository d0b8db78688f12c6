import { listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** A cache behavior of a CloudFront distribution. */
export interface CacheBehavior {
  /** The inputs of the cache behavior, which also provide the path for issues. */
  readonly at: { readonly viewerProtocolPolicy?: string; readonly trustedSigners?: readonly string[] };
}

/** The default and the ordered cache behaviors of CloudFront distributions. */
export const cacheBehaviors = defineView<CacheBehavior>()({
  "aws:cloudfront/distribution:Distribution": (props) =>
    listOf<CacheBehavior["at"]>(
      () => props.defaultCacheBehavior,
      () => props.orderedCacheBehaviors,
    ).map((at) => ({ at })),
  "aws:cloudfront/multitenantDistribution:MultitenantDistribution": (props) =>
    listOf<CacheBehavior["at"]>(
      () => props.defaultCacheBehavior,
      () => props.cacheBehaviors,
    ).map((at) => ({ at })),
});
