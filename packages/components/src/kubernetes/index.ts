import "./require-kubernetes";

export { ArgumentsError, type ArgumentIssue, type ArgumentIssueCode } from "../shared/argument-issues";
export type { Adoption, ComponentArgs, Profile, ProfileDefaults } from "../shared/component-args";
