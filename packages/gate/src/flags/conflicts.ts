import { CommandError } from "../failures/command-error";
import { longName, type Flag, type Flags } from "./flag";

/** The request of a command, by property. */
type Request = Readonly<Record<string, unknown>>;

/**
 * Rejects flags that cannot be combined.
 *
 * @param directories - the directories that the command works on
 * @throws CommandError with the reason
 */
export function rejectConflicts(flags: Flags, request: Request, directories: readonly string[]): void {
  const given = givenFlags(flags, request);
  for (const [key, flag] of Object.entries(flags)) {
    const name = longName(flag.flags);
    if (!given.has(name)) continue;
    rejectConflictsOf(flag, name, given);
    if (flag.pairsWith !== undefined) requirePairs(name, request[key], flags[flag.pairsWith], request[flag.pairsWith]);
    if (flag.isForOneStack === true && directories.length > 1)
      throw new CommandError(
        "conflicting-flags",
        `${name} applies to one stack, but ${directories.length} directories are given. Pass one directory.`,
      );
  }
}

function rejectConflictsOf(flag: Flag<unknown>, name: string, given: ReadonlySet<string>): void {
  for (const { flags, reason, value, unless } of flag.conflicts ?? []) {
    const owner = value === undefined ? name : `${name} ${value}`;
    if (!given.has(owner) || (unless !== undefined && given.has(unless))) continue;
    const other = flags.find((candidate) => given.has(candidate));
    if (other !== undefined)
      throw new CommandError("conflicting-flags", `${owner} and ${other} cannot be combined: ${reason}.`);
  }
  if (flag.requires !== undefined && !given.has(flag.requires.flag))
    throw new CommandError("conflicting-flags", `${name} requires ${flag.requires.flag}: ${flag.requires.reason}.`);
}

function requirePairs(name: string, values: unknown, other: Flag<unknown> | undefined, otherValues: unknown): void {
  if (!Array.isArray(values) || !Array.isArray(otherValues) || other === undefined) return;
  if (values.length !== otherValues.length)
    throw new CommandError(
      "conflicting-flags",
      `${name} must be given as often as ${longName(other.flags)}: expected ${otherValues.length}, got ${values.length}.`,
    );
}

/**
 * Returns the names of the given flags. The name of a negated flag begins with `--no-`. A flag with choices is returned
 * both with and without its value.
 */
function givenFlags(flags: Flags, request: Request): ReadonlySet<string> {
  const names = Object.entries(flags).flatMap(([key, flag]) => {
    const value = request[key];
    if (!isGiven(value, flag.default)) return [];
    const name = longName(flag.flags);
    if (value === false && flag.negation !== undefined) return [name.replace("--", "--no-")];
    return flag.choices === undefined ? [name] : [name, `${name} ${String(value)}`];
  });
  return new Set(names);
}

function isGiven(value: unknown, defaultValue: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== defaultValue;
}
