import type { ArgumentIssues } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";
import { physicalPrefix } from "../shared/physical-prefix";

export { physicalPrefix };

/** The length of the names of alarms, dashboards, and mute rules. */
const MAX_CHARACTERS = 255;

const componentName = matching(
  /^[\w-]+$/,
  "letters, digits, hyphens, and underscores",
  "Alarms and dashboards are named after it.",
);

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
        remedy: "Use another name for one of the sets or monitors.",
      });
    }
    origins.set(child, origin);
  }
}
