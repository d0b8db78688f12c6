import { InvalidArgumentError } from "commander";
import { CommandError } from "../failures/command-error";

/** The value of a flag that counts once. */
export function once(value: string, previous: string | undefined): string {
  if (previous !== undefined) throw new InvalidArgumentError("It can be given only once.");
  return value;
}

/** The values of a flag that may be repeated. */
export function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

/** The names of environment variables of such a flag. */
export function collectNames(name: string, previous: readonly string[] = []): readonly string[] {
  if (!/^[A-Za-z_]\w*$/.test(name)) throw new InvalidArgumentError("It must be the name of an environment variable.");
  return [...previous, name];
}

/** `key=value` pairs. Not an InvalidArgumentError: its message would repeat the value, which may be a secret. */
export function collectConfig(
  pair: string,
  previous: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const at = pair.indexOf("=");
  if (at < 1) throw new CommandError("usage", "--config takes key=value, as in --config aws:region=eu-west-1.");
  return Object.fromEntries([...Object.entries(previous), [pair.slice(0, at), pair.slice(at + 1)]]);
}

/** Timers of Node cannot wait longer. */
const LONGEST_TIMEOUT_SECONDS = Math.floor(0x7fff_ffff / 1000);

/** A number of seconds, with fractions. */
export function readTimeout(value: string): number {
  const seconds = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : 0;
  if (seconds <= 0 || seconds > LONGEST_TIMEOUT_SECONDS)
    throw new InvalidArgumentError(`It must be a number of seconds, above 0 and up to ${LONGEST_TIMEOUT_SECONDS}.`);
  return seconds;
}

/** How many at the same time. */
export function readConcurrency(value: string): number {
  const number = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (number < 1) throw new InvalidArgumentError("It must be a whole number from 1 to 999.");
  return number;
}
