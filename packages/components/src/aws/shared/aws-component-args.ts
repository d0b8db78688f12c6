import type * as pulumi from "@pulumi/pulumi";
import { matching } from "../../shared/checks";
import { COMPONENT_ARGUMENTS, type ComponentArgs } from "../../shared/component-args";

/** Arguments that all AWS components share. */
export interface AwsComponentArgs extends ComponentArgs {
  /**
   * The AWS Region of all regional children. Changing the Region replaces these children.
   *
   * @default the provider's Region
   */
  readonly region?: pulumi.Input<string>;
}

/** The names of the arguments that all AWS components share. */
export const AWS_COMPONENT_ARGUMENTS: Readonly<Record<keyof AwsComponentArgs, true>> = {
  ...COMPONENT_ARGUMENTS,
  region: true,
};

/** Accepts the name of a Region in any partition: `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export const regionName = matching(
  /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
  "the name of an AWS Region",
  'Example: "eu-west-1".',
);
