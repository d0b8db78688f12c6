import { InvalidArgumentError } from "commander";
import { CommandError } from "../failures/command-error";

/** Reads the value of a flag that may be given once. */
export function readOnce(value: string, previous: unknown): string {
  if (previous !== undefined) throw new InvalidArgumentError("The flag may be given only once.");
  return value;
}

/** Reads the values of a repeatable flag. */
export function collectStrings(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** Reads the names of environment variables of a repeatable flag. */
export function collectNames(name: string, previous: readonly string[] = []): readonly string[] {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new InvalidArgumentError("Expected the name of an environment variable.");
  return [...previous, name];
}

/**
 * Reads `key=value` pairs.
 *
 * @remarks
 * Does not throw an InvalidArgumentError, because its message would contain the value, which may be a secret.
 *
 * @throws CommandError if a pair has no key or no equals sign
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

/** Reads a number of seconds, which may have a fraction. */
export function readTimeout(value: string): number {
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : 0;
  if (seconds <= 0 || seconds > MAX_SECONDS)
    throw new InvalidArgumentError(`Expected a number of seconds greater than 0 and up to ${MAX_SECONDS}.`);
  return seconds;
}

/** Reads how many stacks to preview at the same time. */
export function readConcurrency(value: string): number {
  const number = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (number < 1) throw new InvalidArgumentError("Expected an integer from 1 to 999.");
  return number;
}
