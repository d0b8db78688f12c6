import { Option, type Command } from "commander";
import { defined, type Defined } from "../util/defined";
import { collectStrings, readOnce } from "./values";

/** A flag of a command. `Value` is the type that the command receives. */
export interface Flag<Value> {
  /** The flag and its argument, such as `-s, --stack <stack>`. */
  readonly flags: string;
  /** What the flag does, in complete sentences, for `--help` and the documentation. */
  readonly description: string;
  /** A link to more documentation, in Markdown. */
  readonly see?: string;
  readonly choices?: readonly string[];
  /** Reads one value. `previous` is the value so far if the flag is repeated. */
  parse?(this: void, value: string, previous: Value | undefined): Value;
  readonly default: Value;
  /** The default as `--help` shows it, if the description does not state the default. */
  readonly defaultText?: string;
  /** The description of `--no-<flag>`, which sets the value to `false`. */
  readonly negation?: string;
  /** Other flags that cannot be combined with this flag. A flag may include its value, as in `--engine pulumi`. */
  readonly conflicts?: readonly FlagConflict[];
  /** A flag that this flag needs in order to have an effect. */
  readonly requires?: { readonly flag: string; readonly reason: string };
  /** The key of a repeatable flag that must be given as often as this flag, because their values form pairs. */
  readonly pairsWith?: string;
  /** Whether the flag names a file for one stack, so that several directories are rejected. */
  readonly isForOneStack?: boolean;
}

/** Flags that cannot be combined with another flag. */
export interface FlagConflict {
  readonly flags: readonly string[];
  /** A clause without a period. */
  readonly reason: string;
  /** The value of the flag that causes the conflict. @default every value */
  readonly value?: string;
  /** A flag that resolves the conflict. */
  readonly unless?: string;
}

/** The flags of a command, by property of the command's request. */
export type Flags = Readonly<Record<string, Flag<unknown>>>;

/** The values of flags. Those without a default are optional. */
export type FlagValues<Table> = Defined<{
  readonly [Key in keyof Table]: Table[Key] extends Flag<infer Value> ? Value : never;
}>;

type FlagParts<Value> = Omit<Flag<Value>, "flags" | "description" | "default">;

/** Returns a flag that takes a string and may be given once. */
export function stringFlag(
  flags: string,
  description: string,
  parts: FlagParts<string | undefined> = {},
): Flag<string | undefined> {
  return { flags, description, default: undefined, parse: readOnce, ...parts };
}

/** Returns a repeatable flag that takes strings. */
export function listFlag(
  flags: string,
  description: string,
  parts: FlagParts<readonly string[]> = {},
): Flag<readonly string[]> {
  return { flags, description, default: [], parse: collectStrings, ...parts };
}

/** Returns a flag that takes one of several values. */
export function choiceFlag<Choice extends string, Default extends Choice | undefined>(
  flags: string,
  description: string,
  choices: readonly Choice[],
  defaultChoice: Default,
  parts: FlagParts<Choice | Default> = {},
): Flag<Choice | Default> {
  return { flags, description, choices, default: defaultChoice, ...parts };
}

/** Returns a flag without a value. */
export function booleanFlag(flags: string, description: string, parts: Partial<Flag<boolean>> = {}): Flag<boolean> {
  return { flags, description, default: false, ...parts };
}

/** Returns the long name of a flag without its argument, such as `--stack`. */
export function longName(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}

/** Adds flags to a command. */
export function addFlags(command: Command, flags: Flags): void {
  for (const flag of Object.values(flags)) {
    command.addOption(optionOf(flag));
    if (flag.negation !== undefined)
      command.addOption(new Option(longName(flag.flags).replace("--", "--no-"), flag.negation));
  }
}

function optionOf({ flags, description, choices, parse, default: value, defaultText }: Flag<unknown>): Option {
  const option = new Option(flags, description);
  if (choices !== undefined) option.choices(choices);
  else if (parse !== undefined) option.argParser(parse);
  if (defaultText !== undefined || choices !== undefined) option.default(value, defaultText);
  return option;
}

/**
 * Returns the values of flags by property of the request.
 *
 * @param options - the options as Commander parsed them
 */
export function flagValues<Table extends Flags>(
  flags: Table,
  options: Readonly<Record<string, unknown>>,
): FlagValues<Table> {
  const values = Object.entries(flags).map(([key, flag]) => {
    const value = options[new Option(flag.flags).attributeName()];
    return [key, value === undefined ? flag.default : value];
  });
  return defined(Object.fromEntries(values) as Record<string, unknown>) as FlagValues<Table>;
}
