/** Keeps the newest images whose tag matches a pattern, and deletes older ones. */
export interface EcrKeepLastRule {
  /** The number of images to keep for each pattern; at least 1. */
  readonly keepLast: number;
  /**
   * Tag patterns, each with up to four wildcards (`*`). An image that matches several patterns counts toward the first.
   *
   * @default ["*"]: all tagged images
   */
  readonly tags?: readonly string[];
}

/** Deletes untagged images, such as images whose tag was moved to a newer image. */
export interface EcrExpireUntaggedRule {
  /** The number of days after the push; at least 1. */
  readonly expireUntaggedAfterDays: number;
}

/** Deletes images by age. */
export interface EcrExpireByAgeRule {
  /** The number of days after the push; at least 1. */
  readonly expireAfterDays: number;
  /** The beginnings of the tags of these images: `["pr-", "ci-"]`. */
  readonly tagPrefixes: readonly string[];
}

/**
 * Moves images that have not been pulled for some time to archive storage.
 *
 * @remarks
 * **Archived images cannot be pulled** until they are restored, which takes up to 20 minutes. Nodes cache images, so an image
 * can be in use without having been pulled recently. Once an image is archived, it cannot be started on another node.
 */
export interface EcrArchiveUnpulledRule {
  /** The number of days since the last pull; at least 90, the minimum that AWS charges for archive storage. */
  readonly archiveIfNotPulledForDays: number;
  /**
   * Tag patterns, each with up to four wildcards (`*`).
   *
   * @default all images, tagged and untagged; such a rule must come after all rules with tags
   */
  readonly tags?: readonly string[];
}

/** Deletes images from archive storage. */
export interface EcrExpireArchivedRule {
  /** The number of days in archive storage; at least 90. */
  readonly expireArchivedAfterDays: number;
}

/**
 * A rule that deletes or archives images as they age. Only the first rule that selects an image applies to it, whether or
 * not the rule acts on it. Narrow rules must therefore come before wide rules.
 */
export type EcrLifecycleRule =
  | EcrKeepLastRule
  | EcrExpireUntaggedRule
  | EcrExpireByAgeRule
  | EcrArchiveUnpulledRule
  | EcrExpireArchivedRule;
