import { listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** How a distribution answers requests of some paths. */
export interface CacheBehavior {
  /** The behavior itself. */
  readonly at: { readonly viewerProtocolPolicy?: string; readonly trustedSigners?: readonly string[] };
}

/** The default behavior of distributions and the others. */
export const cacheBehaviors = defineView<CacheBehavior>()({
  "aws:cloudfront/distribution:Distribution": (props) =>
    listOf<CacheBehavior["at"]>(
      () => props.defaultCacheBehavior,
      () => props.orderedCacheBehaviors,
    ).map((at) => ({ at })),
});
