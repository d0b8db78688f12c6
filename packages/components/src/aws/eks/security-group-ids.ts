import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";

const securityGroupId = matching(/^sg-[0-9a-f]+$/, "the ID of a security group", 'Example: "sg-0a1b2c3d".');

/** Checks `securityGroupIds`, and returns them with checked inputs. */
export function checkSecurityGroupIds(
  issues: ArgumentIssues,
  ids: readonly pulumi.Input<string>[],
): pulumi.Input<string>[] {
  if (!Array.isArray(ids)) {
    issues.add("securityGroupIds", ids, expected("wrong-type", "an array of security group IDs"));
    return [];
  }
  return ids.map((id: pulumi.Input<string>, index) =>
    issues.checkInput(`securityGroupIds[${index}]`, id, securityGroupId),
  );
}
