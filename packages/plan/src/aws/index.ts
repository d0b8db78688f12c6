/** What the AWS provider's `Check` and plan do with default tags. */
export { checkTags, planTags, withoutCheckedTags } from "./check-tags";
export { compareTags } from "./compare-tags";
export { providerSetting } from "./provider-setting";
