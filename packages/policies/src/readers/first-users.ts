import type { Fault } from "../kernel/judge";

/** The first user of a database or a warehouse. */
export interface FirstUser {
  /** The property that names it: each kind calls it otherwise. */
  readonly at: string;
  readonly name: string | undefined;
}

/** The fact of a view about one. @param read gives the name, once somebody asks */
export const firstUser = (at: string, read: () => string | undefined): readonly FirstUser[] => [
  {
    at,
    get name() {
      return read();
    },
  },
];

/** The fault of a name that everybody tries. AWS does not tell small letters from capital ones. */
export const triedFirst = ({ at, name = "" }: FirstUser, names: readonly string[]): Fault | false =>
  names.includes(name.toLowerCase()) && { at, message: "the name is one that everybody tries first" };
