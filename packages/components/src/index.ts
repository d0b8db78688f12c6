/**
 * Types and errors that all components share. The entry point of each cloud, such as `@roadbed/components/aws`, exports its
 * components, so that importing this module requires no cloud SDK.
 */
export { ArgumentsError, type ArgumentIssue, type ArgumentIssueCode } from "./shared/argument-issues";
export type { Adoption, ComponentArgs, Profile, ProfileDefaults } from "./shared/component-args";
export type { Tags } from "./shared/tags";
