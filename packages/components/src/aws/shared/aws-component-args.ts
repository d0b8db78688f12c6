import type * as pulumi from "@pulumi/pulumi";
import type { ComponentArgs } from "../../shared/component-args";
import { textLike } from "../../shared/argument-issues";

/** Arguments that every AWS component has. */
export interface AwsComponentArgs extends ComponentArgs {
  /**
   * Region of every child that has one; a change of it replaces them.
   *
   * @default the region of the provider
   */
  readonly region?: pulumi.Input<string>;
}

/** A region's name, of any partition: `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export const regionName = textLike(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, "a region", 'write its name, such as "eu-west-1"');
