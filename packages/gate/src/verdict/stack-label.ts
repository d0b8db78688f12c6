import type { StackVerdict } from "../model/verdict";

/** Returns the name of a stack in reports: `project/stack`, or the directory if the project or the stack is unknown. */
export function stackLabel({
  project,
  stack,
  directory,
}: Pick<StackVerdict, "project" | "stack" | "directory">): string {
  return project === undefined || stack === undefined ? directory : `${project}/${stack}`;
}
