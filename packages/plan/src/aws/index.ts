/** What the AWS provider's `Check` and plan do with default tags and with its Region. */
export { checkRegion, withoutCheckedRegion } from "./check-region";
export { checkTags, planTags, withoutCheckedTags } from "./check-tags";
export { compareRegion, refineProviderEffect } from "./compare-region";
export { compareTags } from "./compare-tags";
export { providerSetting } from "./provider-setting";
