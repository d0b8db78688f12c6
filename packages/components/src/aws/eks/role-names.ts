import type { ArgumentIssues } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";
import { checkNameLength } from "../../shared/naming";
import { MAX_ROLE_NAME_CHARACTERS } from "../shared/service-role";

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
const roleName = matching(
  /^[\w+=,.@-]+$/,
  "a name that a role can begin with",
  'Use letters, digits, and the characters "+=,.@_-".',
);

/** Checks that the name of the component can be part of the generated name of a role. */
export function checkRoleName(issues: ArgumentIssues, name: string, noun: string): void {
  const limit = { noun, resource: "an IAM role", maxCharacters: MAX_ROLE_NAME_CHARACTERS };
  if (checkNameLength(issues, name, limit)) issues.check("name", name, roleName);
}
