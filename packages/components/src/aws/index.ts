import "./require-aws";

export { ArgumentsError, type Problem } from "../shared/problems";
export type { Adoption, ComponentArgs, Profile, Protection } from "../shared/component-args";
export type { Tags } from "../shared/tags";
export type { AwsComponentArgs } from "./aws-component-args";
export type * from "./ecr-lifecycle";
export * from "./ecr-repository";
