import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";

/** The length of the names of alarms, dashboards, and mute rules. */
const MAX_CHARACTERS = 255;

const componentName = matching(
  /^[\w-]+$/,
  "letters, digits, hyphens, and underscores",
  "Alarms and dashboards are named after it.",
);

/**
 * Returns the prefix of physical names: `<project>-<stack>-<name>`.
 *
 * @remarks
 * Pulumi generates no names for composite alarms, dashboards, and mute rules, and AWS overwrites alarms and dashboards of the same
 * name. Projects and stacks can have names that contain periods, which dashboards cannot.
 */
export const physicalPrefix = (name: string): string =>
  [pulumi.getProject(), pulumi.getStack(), name].join("-").replace(/[^\w-]/g, "-");

/** Checks the name of the component and the length of all physical names, and that children have different names. */
export function checkNames(
  issues: ArgumentIssues,
  name: string,
  children: readonly { readonly child: string; readonly origin: string }[],
): void {
  if (!issues.check("name", name, componentName)) return;
  const prefix = physicalPrefix(name);
  const longest = children.reduce((length, { child }) => Math.max(length, prefix.length + 1 + child.length), 0);
  if (longest > MAX_CHARACTERS) {
    issues.add("name", name, {
      code: "out-of-range",
      statement: `expected names in AWS of at most ${MAX_CHARACTERS} characters, got ${longest}`,
      remedy: `Shorten the name of the component, of the set, or of the monitor. Names in AWS begin with "${prefix}-".`,
    });
  }
  const origins = new Map<string, string>();
  for (const { child, origin } of children) {
    const other = origins.get(child);
    if (other !== undefined) {
      issues.add("targets", undefined, {
        code: "duplicate",
        statement: `${other} and ${origin} would both be named ${child}`,
        remedy: "Use another name for one of the sets.",
      });
    }
    origins.set(child, origin);
  }
}
