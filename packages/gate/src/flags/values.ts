import { InvalidArgumentError } from "commander";
import { CommandError } from "../failures/command-error";
import type { DeleteLimit } from "../targets/settings/load-policies";

/** Returns the value of a flag that may be given only once. */
export function readOnce(value: string, previous: unknown): string {
  if (previous !== undefined) throw new InvalidArgumentError("The flag may be given only once.");
  return value;
}

/** Adds a value of a repeatable flag to the previous values. */
export function collectStrings(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** Adds the name of an environment variable to the previous names. */
export function collectNames(name: string, previous: readonly string[] = []): readonly string[] {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new InvalidArgumentError("Expected the name of an environment variable.");
  return [...previous, name];
}

/**
 * Adds a `key=value` pair to the previous pairs.
 *
 * @remarks
 * Does not throw an InvalidArgumentError, because Commander would print the value, which may be a secret.
 *
 * @throws CommandError if the pair has no key or no equals sign
 */
export function collectConfig(
  pair: string,
  previous: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const separator = pair.indexOf("=");
  if (separator < 1)
    throw new CommandError("flag-invalid", "--config: expected key=value, such as --config aws:region=eu-west-1.");
  return Object.fromEntries([...Object.entries(previous), [pair.slice(0, separator), pair.slice(separator + 1)]]);
}

/** The longest time that a Node timer can wait. */
const MAX_SECONDS = Math.floor(0x7fff_ffff / 1000);

/** Returns a number of seconds, which may have a fraction. */
export function readTimeout(value: string): number {
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : 0;
  if (seconds <= 0 || seconds > MAX_SECONDS)
    throw new InvalidArgumentError(`Expected a number of seconds greater than 0 and at most ${MAX_SECONDS}.`);
  return seconds;
}

/** Returns the largest number or share of deleted resources. */
export function readDeleteLimit(value: string, previous: unknown): DeleteLimit {
  readOnce(value, previous);
  const [, digits, percent] = /^(\d{1,6})(%?)$/.exec(value) ?? [];
  if (digits === undefined || (percent === "%" && Number(digits) > 100))
    throw new InvalidArgumentError("Expected a number such as 10, or a share such as 10%.");
  return percent === "%" ? { percent: Number(digits) } : { count: Number(digits) };
}

/** Returns the number of stacks to preview at the same time. */
export function readConcurrency(value: string): number {
  const number = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (number < 1) throw new InvalidArgumentError("Expected an integer from 1 to 999.");
  return number;
}
