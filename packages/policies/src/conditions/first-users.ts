import type { Issue } from "../kernel/check-result";

/** The first user of a database or a warehouse. */
export interface MasterUser {
  /** The property that names it: each kind calls it otherwise. */
  readonly at: string;
  readonly name: string | undefined;
}

/** The fact of a view about one. @param read gives the name, once somebody asks */
export const masterUser = (at: string, read: () => string | undefined): readonly MasterUser[] => [
  {
    at,
    get name() {
      return read();
    },
  },
];

/** The fault of a name that everybody tries. AWS does not tell small letters from capital ones. */
export const defaultNameIssue = ({ at, name = "" }: MasterUser, names: readonly string[]): Issue | false =>
  names.includes(name.toLowerCase()) && { at, message: "the name is one that everybody tries first" };
