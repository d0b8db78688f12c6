import * as pulumi from "@pulumi/pulumi";

/**
 * Returns the prefix of physical names: `<project>-<stack>-<name>`.
 *
 * @remarks
 * Pulumi generates no names for some resources, such as composite alarms and task definitions, and AWS overwrites those of the same
 * name. Projects and stacks can have names that contain periods, which many resources cannot.
 */
export const physicalPrefix = (name: string): string =>
  [pulumi.getProject(), pulumi.getStack(), name].join("-").replace(/[^\w-]/g, "-");
