import type { Issue } from "../kernel/check-result";

/** The administrator that is created together with a database or a data warehouse. */
export interface MasterUser {
  /** The property with the username. Its name depends on the resource type. */
  readonly at: string;
  readonly name: string | undefined;
}

/**
 * Returns the view items for one administrator.
 *
 * @param read - reads the username; called only when a check needs the username
 */
export const masterUser = (at: string, read: () => string | undefined): readonly MasterUser[] => [
  {
    at,
    get name() {
      return read();
    },
  },
];

/** Returns an issue if the username is in `names`, or false. The comparison ignores case, as AWS does. */
export const defaultNameIssue = ({ at, name = "" }: MasterUser, names: readonly string[]): Issue | false =>
  names.includes(name.toLowerCase()) && { at, message: "the username is a common default" };
